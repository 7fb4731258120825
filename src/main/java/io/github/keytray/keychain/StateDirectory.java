package io.github.keytray.keychain;

import java.nio.file.Path;
import java.util.Map;

/** Where the platform wants what a program keeps for itself. */
final class StateDirectory {
    private StateDirectory() {}

    static Path of(Platform platform, Map<String, String> environment) {
        Path home = home(platform, environment);
        return switch (platform) {
            case LINUX ->
                absolute(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                        .resolve("keytray");
            case MAC -> home.resolve("Library/Application Support/keytray");
            case WINDOWS ->
                absolute(environment, "LOCALAPPDATA", home.resolve("AppData/Local"))
                        .resolve("keytray");
        };
    }

    /** Java's own idea of home does not follow the environment. */
    private static Path home(Platform platform, Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home", ""));
        return absolute(environment, platform == Platform.WINDOWS ? "USERPROFILE" : "HOME", home);
    }

    /** The XDG Base Directory Specification has relative paths ignored. */
    private static Path absolute(Map<String, String> environment, String variable, Path fallback) {
        Path path = Path.of(environment.getOrDefault(variable, ""));
        return path.isAbsolute() ? path : fallback;
    }
}
