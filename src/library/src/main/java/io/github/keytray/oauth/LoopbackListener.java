package io.github.keytray.oauth;

import io.github.keytray.internal.platform.DaemonThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens on the loopback interface (RFC 8252 §7.3): on one address, or for {@code localhost} on both that this name may
 * mean to a browser. Goes on while the process is out of file descriptors, and takes visitors again once there are some.
 *
 * <p>The JDK's own {@code HttpServer} would want the module {@code jdk.httpserver} in every host's run-time image, and has
 * its time limits and its limit of connections as system properties, for the whole process of the host.
 */
final class LoopbackListener implements Closeable {
    private static final int BACKLOG = 256;
    private static final int TRIES = 20;
    private static final long REST_MILLIS = 100;

    private final List<ServerSocket> servers;
    private final List<Thread> acceptors = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    LoopbackListener(List<ServerSocket> servers) {
        this.servers = servers;
    }

    /** Listens where the redirect URI says, or on any free port. */
    static LoopbackListener open(@Nullable URI configured) throws IOException {
        int port = configured == null ? 0 : Math.max(configured.getPort(), 0);
        if (configured == null) return new LoopbackListener(List.of(bindAnywhere()));
        if (!"localhost".equals(configured.getHost())) {
            return new LoopbackListener(List.of(bind(LoopbackAddress.of(configured.getHost()), port)));
        }
        boolean both = NetworkInterface.getByInetAddress(LoopbackAddress.V4) != null
                && NetworkInterface.getByInetAddress(LoopbackAddress.V6) != null;
        return new LoopbackListener(both ? bindBoth(port, TRIES) : List.of(bindOne(port)));
    }

    InetAddress address() {
        return servers.get(0).getInetAddress();
    }

    int port() {
        return servers.get(0).getLocalPort();
    }

    /**
     * Begins to take visitors, each with one call.
     *
     * @param relief called when there are no descriptors left, to give some back
     */
    void start(Consumer<Socket> visitor, Runnable relief) {
        for (ServerSocket server : servers) {
            Thread acceptor = new DaemonThread("keytray-loopback", () -> accept(server, visitor, relief));
            acceptors.add(acceptor);
            acceptor.start();
        }
    }

    private void accept(ServerSocket server, Consumer<Socket> visitor, Runnable relief) {
        while (!server.isClosed()) {
            try {
                visitor.accept(server.accept());
            } catch (IOException outOfDescriptors) {
                if (server.isClosed()) return;
                relief.run();
                if (hasClosed()) return;
            }
        }
    }

    private boolean hasClosed() {
        try {
            return closed.await(REST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The threads that accept: the port is free when they have ended. */
    List<Thread> acceptors() {
        return List.copyOf(acceptors);
    }

    @Override
    public void close() {
        closed.countDown();
        servers.forEach(LoopbackListener::closeQuietly);
    }

    static void closeQuietly(Closeable gone) {
        try {
            gone.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    private static ServerSocket bindAnywhere() throws IOException {
        return bindOne(0);
    }

    private static ServerSocket bindOne(int port) throws IOException {
        boolean ipv4 = NetworkInterface.getByInetAddress(LoopbackAddress.V4) != null;
        return bind(ipv4 ? LoopbackAddress.V4 : LoopbackAddress.V6, port);
    }

    /** The same port of both addresses; one that is free on the first only is no use. */
    private static List<ServerSocket> bindBoth(int port, int tries) throws IOException {
        ServerSocket first = bind(LoopbackAddress.V4, port);
        try {
            return List.of(first, bind(LoopbackAddress.V6, first.getLocalPort()));
        } catch (BindException taken) {
            first.close();
            if (port != 0 || tries == 0) throw taken;
            return bindBoth(port, tries - 1);
        }
    }

    private static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(address, port), BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }
}
