package io.github.keytray.tray;

import io.github.keytray.tray.dbus.MenuLine;
import io.github.keytray.tray.dbus.StatusNotifier;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.SwingUtilities;

/** The icon in the panels of GNOME, KDE and Wayland, over D-Bus. */
record SniFace(StatusNotifier notifier, boolean dark) implements TrayFace {
    @Override
    public void show(TrayLook look) {
        notifier.show(
                Stream.of(16, 22, 24, 32, 48)
                        .map(size -> Pictures.ofTray(look.state(), dark, size))
                        .toList(),
                look.tooltip(),
                look.state() == TrayState.ATTENTION,
                lines(look));
    }

    private static List<MenuLine> lines(TrayLook look) {
        return look.menu().stream().map(SniFace::line).toList();
    }

    private static MenuLine line(MenuEntry entry) {
        Runnable action = entry.action();
        return new MenuLine(entry.text(), action == null ? null : () -> SwingUtilities.invokeLater(action));
    }

    /** The panel's own icon stays: another face may take its place, and give it back. */
    @Override
    public void close() {}
}
