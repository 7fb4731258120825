package io.github.keytray.tray.autostart;

import io.github.keytray.internal.platform.Directories;
import java.io.IOException;
import java.util.List;

/**
 * Whether the desktop starts the tray with the session: an entry of the XDG Desktop Application Autostart Specification,
 * a LaunchAgent on macOS, a value of the Run key on Windows. The tray then starts hidden. The methods read and write
 * small files, or the registry.
 */
public interface Autostart {
    boolean isOn() throws IOException;

    /**
     * Has the desktop start the tray, from the next session on.
     *
     * @throws IOException when that cannot be, with the reason
     */
    void turnOn() throws IOException;

    void turnOff() throws IOException;

    /**
     * The autostart of the desktop.
     *
     * @param command the command that starts the tray hidden; empty where it is unknown
     */
    static Autostart of(Directories directories, List<String> command) {
        return switch (directories.platform()) {
            case LINUX ->
                new AutostartFile(directories.autostart().resolve("keytray.desktop"), command, DesktopEntry::of);
            case MAC ->
                new AutostartFile(directories.autostart().resolve("io.github.keytray.plist"), command, LaunchAgent::of);
            case WINDOWS -> new RunKey(command);
        };
    }
}
