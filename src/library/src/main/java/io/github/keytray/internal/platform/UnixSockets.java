package io.github.keytray.internal.platform;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Whether programs on this machine can meet at Unix domain sockets. */
public final class UnixSockets {
    /** Of bytes, as unix(7) has it, and macOS, which has the least. */
    private static final int LONGEST = 107;

    private static final int LONGEST_ON_MAC = 103;

    private UnixSockets() {}

    /**
     * Why a socket with this path is impossible, as a message for users that says what to do; empty where it is
     * possible.
     */
    public static Optional<String> problem(Path socket) {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            int longest = Platform.current() == Platform.MAC ? LONGEST_ON_MAC : LONGEST;
            boolean fits = channel.isOpen() && bytes(socket) <= longest;
            return fits ? Optional.empty() : Optional.of(tooLong(socket, longest));
        } catch (UnsupportedOperationException | IOException none) {
            return Optional.of("Java has no Unix domain sockets on this system, so applications cannot ask the tray and"
                    + " renew for themselves. Windows has them from build 18362 on.");
        }
    }

    private static int bytes(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String tooLong(Path socket, int longest) {
        return "The path " + socket + " is longer than the " + longest
                + " bytes that a socket may have, so applications"
                + " cannot ask the tray and renew for themselves. Set XDG_RUNTIME_DIR to a directory with a shorter name.";
    }
}
