package io.github.keytray.tray;

import io.github.keytray.tray.dbus.MenuLine;
import io.github.keytray.tray.dbus.StatusNotifier;
import java.util.List;
import java.util.stream.Stream;

/** The icon in the panels of GNOME, KDE and Wayland, over D-Bus. */
record SniFace(StatusNotifier notifier, Dress dress) implements TrayFace {
    @Override
    public void show(TrayLook look) {
        notifier.show(
                Stream.of(16, 22, 24, 32, 48)
                        .map(size -> Pictures.ofTray(look.state(), dress.isDark(), size))
                        .toList(),
                look.tooltip(),
                look.state() == TrayState.ATTENTION,
                lines(look));
    }

    private static List<MenuLine> lines(TrayLook look) {
        return look.menu().get().stream()
                .map(entry -> new MenuLine(entry.text(), entry.action()))
                .toList();
    }

    /** The panel's own icon stays: another face may take its place, and give it back. */
    @Override
    public void close() {}
}
