package io.github.keytray.internal.platform;

import java.util.Locale;
import java.util.Map;

/** The operating system, as far as it matters which one it is. */
public enum Platform {
    LINUX(Integer.MAX_VALUE),
    MAC(Integer.MAX_VALUE),
    /** A keychain entry holds 2,560 bytes, and java-keyring writes two for each character. */
    WINDOWS(1_200);

    private final int longestValue;

    Platform(int longestValue) {
        this.longestValue = longestValue;
    }

    public static Platform current() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) return WINDOWS;
        return name.startsWith("mac") ? MAC : LINUX;
    }

    /** The longest value of a keychain entry, in characters. */
    public int longestValue() {
        return longestValue;
    }

    /** The keychain's name for users. */
    public String keychainName(Map<String, String> environment) {
        return switch (this) {
            case MAC -> "macOS Keychain";
            case WINDOWS -> "Windows Credential Manager";
            case LINUX -> isKde(environment) ? "KWallet" : "GNOME Keyring";
        };
    }

    private static boolean isKde(Map<String, String> environment) {
        return environment.getOrDefault("XDG_CURRENT_DESKTOP", "").contains("KDE");
    }
}
