package io.github.keytray.broker;

import io.github.keytray.platform.OwnerOnly;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The tray's end of the socket: one thread answers everybody, from what the {@link Desk} has in memory. Whoever writes
 * too much, too slowly or nothing at all is hung up on, and so are more than {@value #MOST} at once and other users.
 */
public final class Broker implements AutoCloseable {
    private static final int MOST = 64;
    private static final long SWEEP_MILLIS = 500;
    private static final long UNTIL_SOMEBODY_CALLS = 0;

    private final Desk desk;
    private final Path socket;
    private final @Nullable UserPrincipal owner;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Thread thread = new Thread(this::serve, "keytray-broker");

    private Broker(Path runtime, Desk desk) throws IOException {
        this.desk = desk;
        this.socket = runtime.resolve(BrokerClient.NAME);
        OwnerOnly.directory(runtime);
        this.owner = Files.getFileStore(runtime).supportsFileAttributeView("posix") ? Files.getOwner(runtime) : null;
        // Whoever opens a broker is the only tray of its person: what is left is of one that died.
        Files.deleteIfExists(socket);
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
    }

    /**
     * Opens the socket and answers from now on.
     *
     * @param runtime the directory for it, which becomes its owner's alone
     * @throws IOException when there can be none; everybody then goes without
     */
    public static Broker open(Path runtime, Desk desk) throws IOException {
        Broker broker = new Broker(runtime, desk);
        broker.thread.start();
        return broker;
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                boolean alone = selector.keys().size() == 1;
                selector.select(this::turnTo, alone ? UNTIL_SOMEBODY_CALLS : SWEEP_MILLIS);
                long now = System.nanoTime();
                for (SelectionKey key : selector.keys()) {
                    if (key.attachment() instanceof Caller caller && caller.isLate(now)) hangUp(key);
                }
            }
        } catch (IOException | ClosedSelectorException closed) {
            // Nobody is answered any more, and everybody goes without.
        }
    }

    private void turnTo(SelectionKey key) {
        try {
            if (key.isAcceptable()) accept();
            else if (key.attachment() instanceof Caller caller && caller.turn(this::answer)) hangUp(key);
        } catch (IOException | CancelledKeyException gone) {
            hangUp(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = knock();
        if (channel == null) return;
        if (selector.keys().size() > MOST || !isOwner(channel)) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new Caller(channel, key, System.nanoTime()));
    }

    private @Nullable SocketChannel knock() {
        try {
            return server.accept();
        } catch (IOException noMoreFiles) {
            // Whoever knocks is still there: without a pause this would run hot.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS));
            return null;
        }
    }

    /** The directory keeps others out already; the kernel knows for sure, where Java can ask it. */
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
            if (Question.isStatus(members)) return desk.status() + "\n";
            if (!Question.isChange(members))
                return desk.answer(Question.read(members)).line();
            desk.changed(Question.account(members));
            return new JsonLine().toString();
        } catch (RuntimeException notUnderstood) {
            // Whatever one caller wrote, the others are answered.
            return Reply.None.INVALID_REQUEST.line();
        }
    }

    private void hangUp(SelectionKey key) {
        if (key.channel() == server) return;
        key.cancel();
        close(key.channel());
    }

    /** Answers nobody any more, and takes the socket away. */
    @Override
    public void close() {
        close(selector);
        close(server);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException stays) {
            // Whoever knocks is refused all the same.
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
