package io.github.keytray.tray.icon;

import io.github.keytray.tray.dbus.MenuLine;
import io.github.keytray.tray.dbus.Pixmap;
import io.github.keytray.tray.dbus.StatusNotifier;
import io.github.keytray.tray.text.TrayState;
import io.github.keytray.tray.theme.DrawnPicture;
import io.github.keytray.tray.theme.ThemeManager;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The icon in the panels of GNOME, KDE and Wayland, over D-Bus. */
public final class StatusNotifierIconView implements TrayIconView {
    private final StatusNotifier notifier;
    private final ThemeManager themeManager;
    /** What is shown, which is read once for all the words that change. */
    private @Nullable Drawn drawn;

    public StatusNotifierIconView(StatusNotifier notifier, ThemeManager themeManager) {
        this.notifier = notifier;
        this.themeManager = themeManager;
    }

    /** The pictures of a state, and those that are shown in their place while it needs attention. */
    private record Drawn(TrayState state, boolean dark, List<Pixmap> pictures, List<Pixmap> attention) {
        static Drawn of(TrayState state, boolean dark) {
            return new Drawn(
                    state,
                    dark,
                    StatusNotifierIconView.pictures(state, dark),
                    StatusNotifierIconView.pictures(TrayState.ATTENTION, dark));
        }

        boolean is(TrayState other, boolean otherDark) {
            return state == other && dark == otherDark;
        }
    }

    @Override
    public void show(TrayIconModel look) {
        boolean dark = themeManager.isPanelDark();
        Drawn shown = drawn;
        if (shown == null || !shown.is(look.state(), dark)) drawn = shown = Drawn.of(look.state(), dark);
        notifier.show(
                shown.pictures(), shown.attention(), look.tooltip(), look.state() == TrayState.ATTENTION, lines(look));
    }

    private static List<Pixmap> pictures(TrayState state, boolean dark) {
        return Stream.of(16, 22, 24, 32, 44, 48)
                .map(size ->
                        new Pixmap(size, DrawnPicture.ofTray(state, dark, size).argb()))
                .toList();
    }

    private static List<MenuLine> lines(TrayIconModel look) {
        return look.menu().get().stream()
                .map(entry -> new MenuLine(entry.key(), entry.text(), entry.action()))
                .toList();
    }

    /** The icon object stays: another view may replace it for a while. */
    @Override
    public void close() {}
}
