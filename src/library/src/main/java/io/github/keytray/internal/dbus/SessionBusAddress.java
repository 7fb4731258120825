package io.github.keytray.internal.dbus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the desktop's session bus listens, by the D-Bus Specification: a list of addresses, each with keys and values
 * that are percent-escaped. The system property comes before the environment variable; it is the whole JVM's, so that a
 * program may set it and this library does not.
 */
public final class SessionBusAddress {
    private static final String ADDRESS = "DBUS_SESSION_BUS_ADDRESS";

    private final Map<String, String> environment;
    private @Nullable String abstractSocket;
    private boolean mayLaunch = true;

    private SessionBusAddress(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The path of the first socket of the session bus that Java can connect to by itself; where there is none, of the
     * first abstract one, after a zero character. Empty where no bus is announced.
     */
    public static Optional<String> find(Map<String, String> environment) {
        return Optional.ofNullable(new SessionBusAddress(environment).find());
    }

    private @Nullable String find() {
        String announced = System.getProperty(ADDRESS, environment.getOrDefault(ADDRESS, ""));
        // Where it is not announced, as under su, cron or ssh, it is where the specification has it.
        String address = first(announced.isBlank() ? "unix:runtime=yes;autolaunch:" : announced);
        return address != null ? address : abstractSocket;
    }

    private @Nullable String first(String list) {
        for (String each : list.split(";", -1)) {
            int colon = each.indexOf(':');
            if (colon < 0) continue;
            String address = address(each.substring(0, colon), keys(each.substring(colon + 1)));
            if (address != null) return address;
        }
        return null;
    }

    private @Nullable String address(String transport, Map<String, String> keys) {
        switch (transport) {
            case "unix" -> {
                String path = keys.get("path");
                if (path != null) return path;
                if ("yes".equals(keys.get("runtime"))) {
                    return runtimeSocket().map(Path::toString).orElse(null);
                }
                String name = keys.getOrDefault("abstract", "");
                if (abstractSocket == null && !name.isEmpty()) abstractSocket = "\0" + name;
                return null;
            }
            case "autolaunch" -> {
                return launched();
            }
            default -> {
                return null;
            }
        }
    }

    private Optional<Path> runtimeSocket() {
        Path socket = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "bus");
        return Optional.of(socket).filter(Path::isAbsolute).filter(Files::exists);
    }

    /** The bus that dbus-launch has noted for this machine and screen. */
    private @Nullable String launched() {
        if (!mayLaunch) return null;
        mayLaunch = false;
        String display =
                environment.getOrDefault("DISPLAY", "").replaceFirst(".*:", "").replaceFirst("\\..*", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        try {
            String machine = Files.readString(Path.of("/etc/machine-id")).strip();
            Path note = home.resolve(".dbus/session-bus").resolve(machine + "-" + display);
            for (String line : Files.readAllLines(note)) {
                if (line.startsWith(ADDRESS + "=")) {
                    return first(line.substring(ADDRESS.length() + 1).replace("'", ""));
                }
            }
        } catch (IOException unnoted) {
            // No bus was launched for this screen.
        }
        return null;
    }

    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) keys.put(pair.substring(0, equals), unescape(pair.substring(equals + 1)));
        }
        return keys;
    }

    private static String unescape(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int code = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
            plain[length++] = code < 0 ? bytes[i] : (byte) code;
            if (code >= 0) i += 2;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
