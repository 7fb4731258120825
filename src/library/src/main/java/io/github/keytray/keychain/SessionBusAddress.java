package io.github.keytray.keychain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the desktop's D-Bus session bus listens. dbus-java learns it from {@code DBUS_SESSION_BUS_ADDRESS} only, the
 * environment variable or, before that, the system property; java-keyring leaves no other way. The property is the whole
 * JVM's, so that a program may set it and this library does not.
 */
final class SessionBusAddress {
    private static final String ADDRESS = "DBUS_SESSION_BUS_ADDRESS";

    private SessionBusAddress() {}

    /** Whether dbus-java will know where the bus is. */
    static boolean isAnnounced(Map<String, String> environment) {
        return !System.getProperty(ADDRESS, environment.getOrDefault(ADDRESS, ""))
                .isBlank();
    }

    /** The socket of a session bus that dbus-java will not find by itself, as under su, cron or ssh. */
    static Optional<Path> unannounced(Map<String, String> environment) {
        Path socket = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "bus");
        return Optional.of(socket).filter(Path::isAbsolute).filter(Files::exists);
    }
}
