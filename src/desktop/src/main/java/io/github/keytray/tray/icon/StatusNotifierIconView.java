package io.github.keytray.tray.icon;

import io.github.keytray.tray.dbus.MenuLine;
import io.github.keytray.tray.dbus.Pixmap;
import io.github.keytray.tray.dbus.StatusNotifier;
import io.github.keytray.tray.text.TrayState;
import io.github.keytray.tray.theme.DrawnPicture;
import io.github.keytray.tray.theme.ThemeManager;
import java.util.List;
import java.util.stream.Stream;

/** The icon in the panels of GNOME, KDE and Wayland, over D-Bus. */
public record StatusNotifierIconView(StatusNotifier notifier, ThemeManager themeManager) implements TrayIconView {
    @Override
    public void show(TrayIconModel look) {
        boolean dark = themeManager.isPanelDark();
        notifier.show(
                pictures(look.state(), dark),
                pictures(TrayState.ATTENTION, dark),
                look.tooltip(),
                look.state() == TrayState.ATTENTION,
                lines(look));
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
