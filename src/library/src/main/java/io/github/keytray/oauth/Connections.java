package io.github.keytray.oauth;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Connections that are known to work: those that were used a moment ago. One that lay idle for longer may have gone deaf
 * while the computer slept, or in a router that forgot it; nothing tells before the whole time limit is over. So after a
 * pause every request goes out on a fresh connection.
 *
 * <p>That is why no request is ever sent a second time here: a server that reads a refresh token and does not answer has
 * perhaps spent it, and to send it again could end the sign-in (RFC 9700 §4.14.2). {@link HttpClient} does not repeat a
 * POST either; it only connects a second time, before anything was sent.
 */
final class Connections {
    /** Shorter than servers and routers keep an idle connection, longer than the requests of one sign-in are apart. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(4);

    private final Network network;
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
        this(network, InstantSource.system(), System::nanoTime);
    }

    Connections(Network network, InstantSource clock, LongSupplier nanoTime) {
        this.network = network;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** A client whose idle connections, if it has any, were used a moment ago. */
    synchronized HttpClient client() {
        HttpClient known = last.get();
        if (known != null && wasJustUsed()) return known;
        HttpClient fresh = network.client();
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
