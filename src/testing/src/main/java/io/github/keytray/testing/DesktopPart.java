package io.github.keytray.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A real part of a person's desktop. */
public enum DesktopPart {
    DISPLAY("DISPLAY", "Xvfb xauth openbox xdotool xprop", "xvfb xauth openbox xdotool x11-utils"),
    SECRET_SERVICE(
            "DBUS_SESSION_BUS_ADDRESS",
            "dbus-daemon gnome-keyring-daemon secret-tool",
            "dbus gnome-keyring libsecret-tools"),
    KEEPASSXC("DBUS_SESSION_BUS_ADDRESS", "dbus-daemon keepassxc keepassxc-cli xdotool", "dbus keepassxc xdotool"),
    KWALLET(
            "DBUS_SESSION_BUS_ADDRESS",
            "dbus-daemon dbus-send kwalletd5|kwalletd6 xdotool",
            "dbus libkf5wallet-bin libqca-qt5-2-plugins xdotool"),
    SHELL_SOCKET("XDG_RUNTIME_DIR", "socat", "socat"),
    TRAY("DISPLAY", "trayer xdotool", "trayer xdotool"),
    PANEL("DBUS_SESSION_BUS_ADDRESS", "xfce4-panel xdotool", "xfce4-panel xfconf xdotool"),
    NOTIFICATIONS("DBUS_SESSION_BUS_ADDRESS", "dunst dunstctl xdotool", "dunst xdotool"),
    BROWSER("KEYTRAY_DESKTOP", "chromium chromedriver", "chromium chromium-driver"),
    PACKAGE("KEYTRAY_DESKTOP", "dpkg dpkg-deb desktop-file-validate", "dpkg desktop-file-utils");

    private final String variable;
    private final String commands;
    private final String packages;

    DesktopPart(String variable, String commands, String packages) {
        this.variable = variable;
        this.commands = commands;
        this.packages = packages;
    }

    /** Why the part is not here and how to get it, or empty when it is. Only the private desktop's parts count. */
    Optional<String> missing() {
        if (System.getenv("KEYTRAY_DESKTOP") == null) {
            return Optional.of(
                    this + " needs the private desktop of src/testing/desktop/bin/java: run mvn verify on Linux");
        }
        Optional<String> absent = Stream.of(commands.split(" ", -1))
                .filter(command -> !isOnPath(command))
                .findFirst();
        if (absent.isPresent()) {
            return Optional.of(this + " needs " + absent.get() + ": apt-get install " + packages);
        }
        return System.getenv(variable) == null ? Optional.of(this + " did not start") : Optional.empty();
    }

    private static boolean isOnPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Stream.of(command.split("[|]", -1))
                        .anyMatch(name -> Files.isExecutable(Path.of(folder, name))));
    }
}
