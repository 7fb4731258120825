package io.github.keytray.internal.broker;

import io.github.keytray.internal.platform.DaemonThread;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads Java's Unix domain sockets on a thread of its own, while the other parts of a sign-in are made: that takes a young
 * process as long as a fifth of its first silent sign-in. Nothing is connected. No lambda: the first one of a process takes long.
 */
public final class SocketClasses implements Runnable {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private SocketClasses() {}

    /** The first call does it, and does not wait for it. */
    public static void beginLoading() {
        if (BEGUN.getAndSet(true)) return;
        try {
            new DaemonThread("keytray-sockets", new SocketClasses()).start();
        } catch (RuntimeException | Error noThread) {
            // They are loaded when they are needed.
        }
    }

    @Override
    public void run() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException | RuntimeException | Error unusable) {
            // The exchange finds out, too.
        }
    }
}
