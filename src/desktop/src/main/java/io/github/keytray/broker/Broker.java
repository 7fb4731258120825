package io.github.keytray.broker;

import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.broker.Handover;
import io.github.keytray.internal.broker.JsonLine;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The server of the broker's socket. One thread answers all applications, from what the {@link BrokerHandler} has in
 * memory. It closes connections that send too much, too slowly or nothing, more than {@value #MOST} at once, and those
 * of other users.
 */
public final class Broker implements AutoCloseable {
    private static final int MOST = 64;
    private static final long SWEEP_MILLIS = 500;
    private static final long UNTIL_SOMEBODY_CALLS = 0;

    private final BrokerHandler handler;
    private final Path socket;
    private final @Nullable UserPrincipal owner;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Thread thread = new DaemonThread("keytray-broker", this::serve);

    private Broker(Path runtime, BrokerHandler handler) throws IOException {
        this.handler = handler;
        this.socket = runtime.resolve(BrokerClient.NAME);
        OwnerOnly.directory(runtime);
        this.owner = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? Files.getOwner(runtime)
                : null;
        // There is only one tray per user, so that an existing socket file is left over from a process that died.
        Files.deleteIfExists(socket);
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Opens the socket and answers requests from now on.
     *
     * @param runtime the directory for it, which only its owner can open afterwards
     * @throws IOException when the socket cannot be opened; applications then work without the tray
     */
    public static Broker open(Path runtime, BrokerHandler handler) throws IOException {
        Broker broker = new Broker(runtime, handler);
        broker.thread.start();
        return broker;
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                boolean alone = selector.keys().size() == 1;
                selector.select(this::handle, alone ? UNTIL_SOMEBODY_CALLS : SWEEP_MILLIS);
                long now = System.nanoTime();
                for (SelectionKey key : selector.keys()) {
                    if (key.attachment() instanceof BrokerConnection connection && connection.isLate(now))
                        disconnect(key);
                }
            }
        } catch (IOException | ClosedSelectorException closed) {
            // The broker ends; applications work without the tray.
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) accept();
            else if (key.attachment() instanceof BrokerConnection connection && connection.process(this::answer))
                disconnect(key);
        } catch (IOException | CancelledKeyException gone) {
            disconnect(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = acceptChannel();
        if (channel == null) return;
        if (selector.keys().size() > MOST || !isOwner(channel)) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new BrokerConnection(channel, key, System.nanoTime()));
    }

    private @Nullable SocketChannel acceptChannel() {
        try {
            return server.accept();
        } catch (IOException noMoreFiles) {
            // The connection still waits to be accepted: without a pause this loop would use a whole core.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS));
            return null;
        }
    }

    /**
     * The directory's permissions keep other users out already; the kernel tells the peer's user for certain, where
     * Java can ask it.
     */
    private boolean isOwner(SocketChannel channel) throws IOException {
        try {
            return owner == null
                    || channel.getOption(ExtendedSocketOptions.SO_PEERCRED)
                            .user()
                            .equals(owner);
        } catch (UnsupportedOperationException | SocketException unasked) {
            return true;
        }
    }

    private String answer(String line) {
        try {
            Map<String, String> members = JsonLine.read(line);
            if (BrokerRequest.isStatus(members)) return handler.status() + "\n";
            if (Handover.isOne(members)) {
                boolean kept = handler.keep(BrokerRequest.account(members), Handover.read(members));
                return new JsonLine().with("kept", String.valueOf(kept)).toString();
            }
            if (!BrokerRequest.isChange(members))
                return handler.answer(BrokerRequest.read(members)).line();
            handler.changed(BrokerRequest.account(members));
            return new JsonLine().toString();
        } catch (RuntimeException notUnderstood) {
            // An error of one connection must not affect the others.
            return BrokerResponse.NoToken.INVALID_REQUEST.line();
        }
    }

    private void disconnect(SelectionKey key) {
        if (key.channel() == server) return;
        key.cancel();
        close(key.channel());
    }

    /** Stops answering and deletes the socket. A second call does nothing: what is there then is another tray's. */
    @Override
    public synchronized void close() {
        if (!selector.isOpen()) return;
        close(selector);
        close(server);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException stays) {
            // New connections are refused all the same.
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException gone) {
            // It is no more than gone.
        }
    }
}
