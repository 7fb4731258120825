package io.github.keytray.tray.x11;

import java.util.Optional;

/**
 * What {@code DISPLAY} names ({@code X(7)}). Without a regular expression, whose classes a command would load at its start.
 *
 * @param host empty for this machine
 */
public record DisplayName(String host, int number, int screen) {
    private static final int MOST_DIGITS = 9;
    private static final int FIRST_PORT = 6_000;
    private static final int MOST_PORT = 65_535;

    /** The server that is named; empty where nothing is, or it is named in a way of other systems. */
    public static Optional<DisplayName> of(String name) {
        int colon = name.lastIndexOf(':');
        String host = colon < 0 ? "" : name.substring(0, colon);
        if (colon < 0 || host.contains("/") || host.endsWith(":")) return Optional.empty();
        int dot = name.indexOf('.', colon);
        int number = number(name.substring(colon + 1, dot < 0 ? name.length() : dot));
        int screen = dot < 0 ? 0 : number(name.substring(dot + 1));
        if (number < 0 || screen < 0) return Optional.empty();
        DisplayName display = new DisplayName(host.equals("unix") ? "" : host, number, screen);
        return display.isLocal() || display.port() <= MOST_PORT ? Optional.of(display) : Optional.empty();
    }

    /** The number, or -1 for what is none. */
    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) return -1;
        for (int i = 0; i < digits.length(); i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return -1;
        return Integer.parseInt(digits);
    }

    /** Whether it is this machine's, by its socket. */
    public boolean isLocal() {
        return host.isEmpty();
    }

    /** Whether it is this machine's, or one that {@code ssh} has brought here. */
    boolean isHere() {
        return isLocal() || host.equals("localhost") || isLoopback(host) || host.equals("::1") || host.equals("[::1]");
    }

    /** Not a name that only begins so, which could be that of any machine. */
    private static boolean isLoopback(String host) {
        for (int i = 0; i < host.length(); i++) if ("0123456789.".indexOf(host.charAt(i)) < 0) return false;
        return host.startsWith("127.");
    }

    /** Where it listens, where it is not reached by its socket. */
    public int port() {
        return FIRST_PORT + number;
    }

    /** The path of its socket where it is this machine's, which is also its name where it is no file. */
    public String socket() {
        return "/tmp/.X11-unix/X" + number;
    }
}
