package io.github.keytray.tray.x11;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code DISPLAY} names ({@code X(7)}): a server of this machine, or one that {@code ssh} has brought here. Those of other
 * machines, which are reached over the network in the clear, are not used.
 *
 * @param host empty for the server's own socket
 */
record DisplayName(String host, int number, int screen) {
    private static final Pattern NAME = Pattern.compile(
            "(?<host>|unix|localhost|127[.][0-9.]+|\\[?::1\\]?):(?<number>[0-9]{1,5})(?:[.](?<screen>[0-9]{1,3}))?");

    static Optional<DisplayName> of(String name) {
        Matcher display = NAME.matcher(name);
        if (!display.matches()) return Optional.empty();
        String host = display.group("host");
        String screen = display.group("screen");
        return Optional.of(new DisplayName(
                host.equals("unix") ? "" : host,
                Integer.parseInt(display.group("number")),
                screen == null ? 0 : Integer.parseInt(screen)));
    }

    /** Whether it has a socket of this machine's own. */
    boolean isLocal() {
        return host.isEmpty();
    }
}
