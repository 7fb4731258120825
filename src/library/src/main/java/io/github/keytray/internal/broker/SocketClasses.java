package io.github.keytray.internal.broker;

import io.github.keytray.internal.platform.DaemonThread;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/**
 * Loads Java's Unix domain sockets, which takes a young process a third of the time until its first token, while the rest is
 * put together. Nothing is connected.
 */
public final class SocketClasses implements Runnable {
    private SocketClasses() {}

    /** In the background. */
    public static void beginLoading() {
        new DaemonThread("keytray-sockets", new SocketClasses()).start();
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
