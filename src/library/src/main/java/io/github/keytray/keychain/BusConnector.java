package io.github.keytray.keychain;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.BusAddress;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/** Connects to the session bus on a separate thread, because dbus-java waits forever for a bus that does not answer. */
final class BusConnector {
    /** The time that a busy machine may need. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final BusAddress address;
    private final CompletableFuture<SessionBusConnection> connected = new CompletableFuture<>();
    private volatile long deadline = System.nanoTime() + PATIENCE.toNanos();

    BusConnector(BusAddress address) {
        this.address = address;
    }

    SessionBusConnection connect() throws SessionBusConnection.BusException, InterruptedException {
        Thread thread = new Thread(this::run, "keytray-bus");
        thread.setDaemon(true);
        // dbus-java finds its transport through this loader, which a host may have set to one that does not know it.
        thread.setContextClassLoader(BusConnector.class.getClassLoader());
        thread.start();
        try {
            for (long left = left(); left > 0; left = left()) {
                try {
                    return connected.get(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // The deadline may have come nearer meanwhile.
                }
            }
            throw new SessionBusConnection.BusException(SessionBusConnection.BusException.NO_REPLY, null);
        } catch (ExecutionException e) {
            throw new SessionBusConnection.BusException("connect", e.getCause());
        } finally {
            // A connection that comes too late closes itself.
            connected.cancel(false);
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    private void run() {
        try {
            greet();
            SessionBusConnection bus = new SessionBusConnection(
                    DBusConnectionBuilder.forAddress(address).withShared(false).build());
            if (!connected.complete(bus)) bus.close();
        } catch (DBusException | IOException | RuntimeException | LinkageError e) {
            connected.completeExceptionally(e);
        }
    }

    /**
     * Asks the bus for its authentication mechanisms (D-Bus Specification, Authentication Protocol), to see whether it
     * answers.
     */
    private void greet() throws IOException {
        String path = address.getParameterValue("path");
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(ByteBuffer.wrap("\0AUTH\r\n".getBytes(StandardCharsets.US_ASCII)));
            deadline = System.nanoTime() + SessionBusConnection.PATIENCE.toNanos();
            channel.read(ByteBuffer.allocate(1));
            deadline = System.nanoTime() + PATIENCE.toNanos();
        }
    }
}
