package io.github.keytray.oauth;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reuses only connections that were used a moment ago. A connection that was idle for longer may be broken, because the
 * computer slept or a router dropped it, and this shows only after the whole time limit. So after a pause each request
 * uses a new connection.
 *
 * <p>No request is sent a second time: a server that has received a refresh token and does not answer may have used it,
 * and sending it again could end the sign-in (RFC 9700 §4.14.2). {@link HttpClient} does not repeat a POST either; it
 * only connects a second time, before anything was sent.
 */
final class Connections {
    /** Shorter than servers and routers keep an idle connection, longer than the requests of one sign-in are apart. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(4);

    private final Supplier<HttpClient> clients;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /**
     * Weak references, because an unreachable client closes its idle connections; Java 17 has no other way to close
     * them.
     */
    private WeakReference<HttpClient> last = new WeakReference<>(null);

    private Instant usedAt = Instant.EPOCH;
    private long usedNanos;

    Connections(Network network) {
        this(network::client, InstantSource.system(), System::nanoTime);
    }

    /** @param clients makes a client that has no connection yet */
    Connections(Supplier<HttpClient> clients, InstantSource clock, LongSupplier nanoTime) {
        this.clients = clients;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** A client whose idle connections, if it has any, were used a moment ago. */
    synchronized HttpClient client() {
        HttpClient known = last.get();
        if (known != null && wasJustUsed()) return known;
        HttpClient fresh = clients.get();
        last = new WeakReference<>(fresh);
        used();
        return fresh;
    }

    /** A connection has just worked. */
    synchronized void used() {
        usedAt = clock.instant();
        usedNanos = nanoTime.getAsLong();
    }

    /** By both clocks: one stands still while the computer sleeps, the other can be set. */
    private boolean wasJustUsed() {
        Duration onTheWall = Duration.between(usedAt, clock.instant());
        Duration passed = Duration.ofNanos(nanoTime.getAsLong() - usedNanos);
        return !onTheWall.isNegative() && onTheWall.compareTo(LONGEST_IDLE) < 0 && passed.compareTo(LONGEST_IDLE) < 0;
    }
}
