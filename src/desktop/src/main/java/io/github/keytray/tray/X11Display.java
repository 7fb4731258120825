package io.github.keytray.tray;

import io.github.keytray.tray.x11.DisplayName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The X server on this machine, whose end is the end of every process that uses it by Xlib, as AWT does: that calls
 * {@code exit}, and no shutdown hook of Java runs. A successor is then to be there once the server is back. Elsewhere nothing is known of the
 * display, and it counts as there.
 */
final class X11Display {
    private static final Path SOCKETS = Path.of("/proc/net/unix");
    /** The flags of a socket that listens; its name ends the line. */
    private static final String LISTENS = " 00010000 ";

    /**
     * Waits, as the smallest program there is, for a line, which says that all is well, or for the end of the pipe. Who was
     * killed while the server is there was meant to end. A session that has ended does not come back in time.
     */
    private static final String HEIR = """
            listens=$1; shift
            there() { grep -q "$listens" /proc/net/unix; }
            trap '' HUP
            read -r goodbye && exit
            there && exit
            for wait in 1 1 1 1 1 1 1 1 1 1 5 5 5 5 5 5 5 5 5 5; do
              sleep $wait
              there && { trap - HUP; exec "$@" </dev/null; }
            done
            """;

    private static final long GOODBYE_SECONDS = 1;

    /** The path of its socket; null where nothing is known of it. */
    private final @Nullable String socket;

    private final List<String> successor;
    private boolean inherited;

    private X11Display(@Nullable String socket, List<String> successor) {
        this.socket = socket;
        this.successor = successor;
    }

    /**
     * The display of the process.
     *
     * @param successor the command to run when the display is back; empty where it is unknown
     */
    static X11Display of(Map<String, String> environment, List<String> successor) {
        String socket = DisplayName.of(environment.getOrDefault("DISPLAY", ""))
                .filter(DisplayName::isLocal)
                .map(DisplayName::socket)
                .orElse(null);
        // In a container the server may be outside, where its socket is not visible.
        return new X11Display(socket != null && listens(socket) ? socket : null, successor);
    }

    boolean isThere() {
        return socket == null || listens(socket);
    }

    private static boolean listens(String socket) {
        // Names are bytes, and any user's: each of them must be one that can be read.
        try (Stream<String> sockets = Files.lines(SOCKETS, StandardCharsets.ISO_8859_1)) {
            return sockets.anyMatch(
                    line -> line.contains(LISTENS) && (line.endsWith(" " + socket) || line.endsWith("@" + socket)));
        } catch (IOException noSuchSystem) {
            return false;
        }
    }

    /** To be called before the display is used: has a successor wait, unless one does. */
    synchronized void use() {
        if (inherited || socket == null || successor.isEmpty()) return;
        inherited = true;
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", HEIR, "keytray-heir", LISTENS + ".*[ @]" + socket + "$"));
        command.addAll(successor);
        try {
            Process heir = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> goodbye(heir), "keytray-exit"));
        } catch (IOException noShell) {
            // Then the tray ends with the display, as other programs do.
        }
    }

    /** Waits a moment until it has ended. It would stay as a zombie where another program goes on in this process. */
    private static void goodbye(Process heir) {
        try {
            heir.getOutputStream().write('\n');
            heir.getOutputStream().close();
            boolean unused = heir.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException gone) {
            // No thread waits for it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
