package io.github.keytray.internal.broker;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.internal.platform.ProcessOwner;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the tray. It waits at most 100 ms for a tray that is slow, has crashed or answers wrongly. It loads
 * few classes, so that a command that does nothing else starts quickly. Safe for any thread.
 */
public final class BrokerClient {
    /** The name of the socket in the runtime directory. */
    public static final String NAME = "broker";

    private static final Duration PATIENCE = Duration.ofMillis(90);
    /** Only a person asks for the status, and a tray on a busy machine is not out of order. */
    private static final long STATUS_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 1_000_000;
    /** More than any token, and than what there is to say of a thousand accounts. */
    private static final int MOST = 1 << 20;

    private final Path runtime;
    private final long patience;

    /** @param runtime the directory that the tray has its socket in */
    public BrokerClient(Path runtime) {
        this(runtime, PATIENCE);
    }

    /** @param patience how long an answer may take, instead of 90 ms */
    public BrokerClient(Path runtime, Duration patience) {
        this.runtime = runtime;
        this.patience = patience.toNanos();
    }

    /** Whether it took so long, in nanoseconds, that the tray must be out of order. */
    boolean isSlow(long took) {
        return took >= patience;
    }

    /** The tray's answer, or null when none came in time or it makes no sense. */
    public @Nullable BrokerResponse ask(BrokerRequest question) throws InterruptedException {
        String line = exchange(question.line());
        try {
            return line == null ? null : BrokerResponse.read(JsonLine.read(line));
        } catch (IllegalArgumentException confused) {
            return null;
        }
    }

    /** Tells the tray, if it runs, that a user signed in or out. */
    public void changed(Account account) throws InterruptedException {
        exchange(BrokerRequest.changed(account));
    }

    /**
     * Hands over a refreshed sign-in that the keychain did not store. The tray holds it until the keychain stores it.
     *
     * @return whether a tray holds it now
     */
    public boolean keep(Account account, StoredUser user) throws InterruptedException {
        if (user.token() == null) return false;
        String line = exchange(Handover.line(account, user.user(), user.token()));
        try {
            return line != null && "true".equals(JsonLine.read(line).get("kept"));
        } catch (IllegalArgumentException confused) {
            return false;
        }
    }

    /** How all sign-ins are, as a JSON object on one line; null without a tray that answers. */
    public @Nullable String status() throws InterruptedException {
        return exchange(BrokerRequest.status(), STATUS_NANOS);
    }

    /**
     * Whether a tray runs, even one that does not answer. The socket file of a tray that has crashed does not count.
     */
    public boolean isThere() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(runtime.resolve(NAME)));
            return true;
        } catch (IOException | UnsupportedOperationException noBroker) {
            return false;
        }
    }

    private @Nullable String exchange(String question) throws InterruptedException {
        return exchange(question, patience);
    }

    private @Nullable String exchange(String question, long patience) throws InterruptedException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            // Another user's tray would hand out that user's tokens.
            if (!ProcessOwner.own(runtime)) return null;
            if (!channel.connect(UnixDomainSocketAddress.of(runtime.resolve(NAME)))) return null;
            // The deadline begins here, because loading the classes in a new process may take as long again.
            long deadline = System.nanoTime() + patience;
            ByteBuffer out = ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) if (channel.write(out) == 0 && isLate(deadline, LONGEST_PAUSE)) return null;
            return read(channel, deadline);
        } catch (IOException | UnsupportedOperationException noBroker) {
            return null;
        }
    }

    /** Looks again and again: a selector costs a young process more than the wait. */
    private static @Nullable String read(SocketChannel channel, long deadline)
            throws IOException, InterruptedException {
        ByteBuffer in = ByteBuffer.allocate(16_384);
        long pause = FIRST_PAUSE;
        for (int n = channel.read(in); n >= 0; n = channel.read(in)) {
            if (n > 0 && in.get(in.position() - 1) == '\n') {
                return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
            }
            if (!in.hasRemaining()) {
                if (in.capacity() >= MOST) return null;
                in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
            }
            if (n > 0) continue;
            if (isLate(deadline, pause)) return null;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return null;
    }

    private static boolean isLate(long deadline, long pause) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        if (System.nanoTime() - deadline > 0) return true;
        LockSupport.parkNanos(pause);
        return false;
    }
}
