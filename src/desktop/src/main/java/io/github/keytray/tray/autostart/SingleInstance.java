package io.github.keytray.tray.autostart;

import io.github.keytray.internal.platform.OwnerOnly;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a person has one tray in a session: a lock, which goes with the process however that ends, and a
 * socket at which whoever comes second knocks.
 */
public final class SingleInstance implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final FileChannel lock;
    private final Path socket;
    private final ServerSocketChannel server;

    private SingleInstance(FileChannel lock, Path socket, ServerSocketChannel server) {
        this.lock = lock;
        this.socket = socket;
        this.server = server;
    }

    /**
     * Becomes the one tray.
     *
     * @param runtime the directory of both, which becomes its owner's alone
     * @return empty when there is another, which has been asked to open its window
     * @throws IOException when nobody can tell
     */
    public static Optional<SingleInstance> claim(Path runtime) throws IOException {
        OwnerOnly.directory(runtime);
        Path socket = runtime.resolve("window");
        FileChannel lock = OwnerOnly.open(runtime.resolve("tray.lock"));
        ServerSocketChannel server = null;
        try {
            if (tryLock(lock) == null) {
                requestWindow(socket);
                return Optional.empty();
            }
            Files.deleteIfExists(socket);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            return Optional.of(new SingleInstance(lock, socket, server));
        } finally {
            if (server == null) lock.close();
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
    private static void requestWindow(Path socket) {
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
        } catch (IOException nobodyListens) {
            // It is there all the same.
        }
    }

    /**
     * Hears from now on whoever knocks.
     *
     * @param open opens the window; called on a thread of this object
     */
    public void onOpenRequest(Runnable open) {
        Thread thread = new Thread(() -> listen(open), "keytray-door");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(Runnable open) {
        while (server.isOpen()) {
            try {
                server.accept().close();
                open.run();
            } catch (IOException closedOrNoMoreFiles) {
                // Where it is open still, whoever knocks is there still: without a pause this would run hot.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        try (lock;
                server) {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // The lock goes with the process.
        }
    }
}
