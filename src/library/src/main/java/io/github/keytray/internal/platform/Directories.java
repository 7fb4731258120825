package io.github.keytray.internal.platform;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the platform wants a program's files: the XDG Base Directory Specification on Linux, and its like elsewhere. No
 * directory is made here.
 *
 * @param environment the variables of the process
 */
public record Directories(Platform platform, Map<String, String> environment) {
    private static final String NAME = "keytray";
    /** The longest name of a socket there, with its slash. */
    private static final int LONGEST_SOCKET = 10;

    /**
     * The directories of this process.
     *
     * @throws UnusableEnvironmentException where a security manager does not let it read the environment
     */
    public static Directories current() {
        try {
            return new Directories(Platform.current(), System.getenv());
        } catch (SecurityException refused) {
            throw new UnusableEnvironmentException(
                    "A security manager keeps Keytray from reading the environment of this application. Its policy has"
                            + " to grant java.lang.RuntimePermission \"getenv.*\" to Keytray.",
                    refused);
        }
    }

    /** The directory for state between two starts: locks, the journal. */
    public Path state() {
        return switch (platform) {
            case LINUX ->
                absolute("XDG_STATE_HOME", home().resolve(".local/state")).resolve(NAME);
            case MAC -> home().resolve("Library/Application Support").resolve(NAME);
            case WINDOWS ->
                absolute("LOCALAPPDATA", home().resolve("AppData/Local")).resolve(NAME);
        };
    }

    /** The directory for the metadata of providers where a person has signed in: see {@link MetadataFile}. */
    public Path providers() {
        return state().resolve("providers");
    }

    /** What lives no longer than the session: sockets. To be made for its owner alone. */
    public Path runtime() {
        Path session = path(platform == Platform.LINUX ? environment.getOrDefault("XDG_RUNTIME_DIR", "") : "");
        Path runtime = session.isAbsolute() ? session.resolve(NAME) : state().resolve("run");
        return platform == Platform.WINDOWS || fitsSocket(runtime) ? runtime : temporary();
    }

    /** The operating system gives the whole path of a socket 104 bytes, or 108, with a zero at its end. */
    private static boolean fitsSocket(Path directory) {
        int length = directory.toString().getBytes(StandardCharsets.UTF_8).length;
        return length + LONGEST_SOCKET < 104;
    }

    /**
     * The directory to use when the path of a home directory is too long for a socket. The caller makes sure that only
     * its owner can open it.
     */
    private Path temporary() {
        return path("/tmp")
                .resolve(NAME + "-" + Integer.toHexString(home().toString().hashCode()));
    }

    /** What the person has set. */
    public Path config() {
        return switch (platform) {
            case LINUX -> configHome().resolve(NAME);
            case MAC -> state();
            case WINDOWS ->
                absolute("APPDATA", home().resolve("AppData/Roaming")).resolve(NAME);
        };
    }

    /** The directory for the settings of the machine's administrators. */
    public Path machine() {
        return switch (platform) {
            case LINUX -> Path.of("/etc", NAME);
            case MAC -> Path.of("/Library/Application Support", NAME);
            case WINDOWS -> absolute("PROGRAMDATA", Path.of("C:\\ProgramData")).resolve(NAME);
        };
    }

    /** The directory of the programs that start with the desktop session; Windows has them in its registry instead. */
    public Path autostart() {
        return platform == Platform.MAC
                ? home().resolve("Library/LaunchAgents")
                : configHome().resolve("autostart");
    }

    private Path configHome() {
        return absolute("XDG_CONFIG_HOME", home().resolve(".config"));
    }

    /** Java's own idea of home does not follow the environment. */
    private Path home() {
        Path home = path(System.getProperty("user.home", ""));
        return absolute(platform == Platform.WINDOWS ? "USERPROFILE" : "HOME", home);
    }

    /** The XDG Base Directory Specification has relative paths ignored. */
    private Path absolute(String variable, Path fallback) {
        Path path = path(environment.getOrDefault(variable, ""));
        return path.isAbsolute() ? path : fallback;
    }

    /** Java writes a path in the charset of the locale, and knows no other way. */
    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException unmappable) {
            throw new UnusableEnvironmentException(
                    "The name of a directory of yours has letters that the locale of this process does not have. Start"
                            + " the application with LC_ALL=C.UTF-8, or install the locale that LANG names.",
                    unmappable);
        }
    }
}
