package io.github.keytray.tray.theme;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import io.github.keytray.internal.platform.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whether the user has chosen a dark appearance in Windows or macOS. Blocks for a moment. */
public final class SystemAppearance {
    private static final String PERSONALIZE = "Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";

    private SystemAppearance() {}

    /** Of windows; false where nothing is set, and on Linux, whose desktop says it over D-Bus. */
    public static boolean isDark(Platform platform) {
        return switch (platform) {
            case WINDOWS -> isOff("AppsUseLightTheme");
            case MAC -> isDarkOnMac();
            case LINUX -> false;
        };
    }

    /** Of the taskbar of Windows. */
    public static boolean isTaskbarDark() {
        return isOff("SystemUsesLightTheme");
    }

    private static boolean isOff(String value) {
        try {
            return Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, PERSONALIZE, value)
                    && Advapi32Util.registryGetIntValue(WinReg.HKEY_CURRENT_USER, PERSONALIZE, value) == 0;
        } catch (Win32Exception | LinkageError unsaid) {
            return false;
        }
    }

    /** The setting is there only where it is dark. */
    private static boolean isDarkOnMac() {
        try {
            Process defaults = new ProcessBuilder("/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String style = new String(defaults.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return style.strip().equals("Dark");
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
