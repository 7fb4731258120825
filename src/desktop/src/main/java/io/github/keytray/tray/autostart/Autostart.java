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
    /** The option of the tray's command in an entry that a policy had made: without the policy, the tray does not start by it. */
    String BY_POLICY = "--by-policy";

    boolean isOn() throws IOException;

    /** Whether it is on for as long as a policy says so, and the person has not decided. */
    boolean isByPolicy() throws IOException;

    /**
     * Has the desktop start the tray, from the next session on.
     *
     * @throws IOException when that cannot be, with the reason
     */
    void turnOn() throws IOException;

    /**
     * Has the desktop start the tray for as long as a policy says so.
     *
     * @throws IOException when that cannot be, with the reason
     */
    void turnOnByPolicy() throws IOException;

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
