package io.github.keytray.tray.autostart;

import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.OwnerOnly;
import io.github.keytray.internal.platform.UnixSockets;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a user has one tray in a session: by a lock, which ends with the process in any case, and by a socket
 * to which a second tray connects, or a file where there are no sockets.
 */
public final class SingleInstance implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** More bytes than any activation token has. */
    private static final int LONGEST = 1024;

    private static final String SOCKET = "window";
    /** Is made by one that comes second where there are no sockets. */
    private static final String FILE = "window.asked";

    private final FileChannel lock;
    private final Path runtime;
    /** Null where there can be none: then a file is looked for. */
    private final @Nullable ServerSocketChannel server;

    private SingleInstance(FileChannel lock, Path runtime, @Nullable ServerSocketChannel server) {
        this.lock = lock;
        this.runtime = runtime;
        this.server = server;
    }

    /**
     * Takes the lock and so becomes the one tray.
     *
     * @param runtime the directory of lock and socket, which only its owner can open afterwards
     * @param activation what lets the window of another tray come to the front (xdg-activation); empty for nothing
     * @return empty when there is another, which has been asked to open its window
     * @throws IOException when it is unknown whether there is another
     */
    public static Optional<SingleInstance> claim(Path runtime, String activation) throws IOException {
        OwnerOnly.directory(runtime);
        FileChannel lock = OwnerOnly.open(runtime.resolve("tray.lock"));
        SingleInstance claimed = null;
        try {
            if (tryLock(lock) == null) {
                requestWindow(runtime, activation);
                return Optional.empty();
            }
            Files.deleteIfExists(runtime.resolve(SOCKET));
            Files.deleteIfExists(runtime.resolve(FILE));
            claimed = new SingleInstance(lock, runtime, listener(runtime.resolve(SOCKET)));
            return Optional.of(claimed);
        } finally {
            if (claimed == null) lock.close();
        }
    }

    private static @Nullable ServerSocketChannel listener(Path socket) throws IOException {
        if (UnixSockets.problem(socket).isPresent()) return null;
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** One that has only just started hears it once it listens, and opens its window then; or is about to end. */
    private static void requestWindow(Path runtime, String activation) throws IOException {
        Path socket = runtime.resolve(SOCKET);
        if (UnixSockets.problem(socket).isPresent()) {
            OwnerOnly.open(runtime.resolve(FILE)).close();
            return;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Where it does not listen there is nothing to wait for.
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(activation.getBytes(StandardCharsets.UTF_8)));
        } catch (NotYetConnectedException lineIsFull) {
            // Those before it open the window.
        } catch (IOException noListener) {
            // It is there all the same.
        }
    }

    /**
     * Waits from now on for connections of a second tray.
     *
     * @param open opens the window, with what lets it come to the front, or with nothing; called on a thread of this object
     */
    public void onOpenRequest(Consumer<String> open) {
        Thread thread = new DaemonThread("keytray-door", () -> listen(open));
        thread.start();
    }

    private void listen(Consumer<String> open) {
        if (server == null) lookForFile(open);
        else listen(server, open);
    }

    private void lookForFile(Consumer<String> open) {
        while (lock.isOpen()) {
            try {
                if (Files.deleteIfExists(runtime.resolve(FILE))) open.accept("");
            } catch (IOException inUse) {
                // It is there at the next look.
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void listen(ServerSocketChannel server, Consumer<String> open) {
        while (server.isOpen()) {
            try {
                open.accept(activation(server));
            } catch (IOException closedOrNoMoreFiles) {
                // Where the socket is still open, the connection still waits: without a pause this loop would use a
                // whole core.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What the second tray wrote before it closed the connection, if it did so soon. */
    private static String activation(ServerSocketChannel server) throws IOException {
        try (SocketChannel second = server.accept()) {
            second.configureBlocking(false);
            ByteBuffer in = ByteBuffer.allocate(LONGEST);
            long deadline = System.nanoTime() + PAUSE_NANOS;
            while (in.hasRemaining() && second.read(in) >= 0 && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
        }
    }

    /** A second call does nothing: what is there then is another tray's. */
    @Override
    public synchronized void close() {
        if (!lock.isOpen()) return;
        try (lock;
                server) {
            Files.deleteIfExists(runtime.resolve(SOCKET));
        } catch (IOException e) {
            // The lock goes with the process.
        }
    }
}
