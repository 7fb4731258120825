package io.github.keytray.preauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices that the computer slept or its clock was set, and that the network is another one. For one thread. */
final class SystemChangeDetector {
    private static final Duration DRIFT = Duration.ofSeconds(10);

    private final LocalAddresses network;
    private Instant lastTime;
    private long lastNanos;
    private @Nullable Set<String> lastAddresses;

    SystemChangeDetector(LocalAddresses network, Instant now, long nanos) {
        this.network = network;
        this.lastTime = now;
        this.lastNanos = nanos;
    }

    /** Whether the clock on the wall went another way than the time that passed here, since this was last asked. */
    boolean detectSleep(Instant now, long nanos) {
        Duration drift = Duration.between(lastTime, now).minusNanos(nanos - lastNanos);
        lastTime = now;
        lastNanos = nanos;
        return drift.abs().compareTo(DRIFT) > 0;
    }

    /**
     * Whether the machine has any addresses, and others than at the last call.
     *
     * @param matters false while no sign-in waits for a network: then the addresses are not read
     */
    boolean detectNewNetwork(boolean matters) {
        Set<String> before = lastAddresses;
        lastAddresses = matters ? network.addresses() : null;
        return before != null && lastAddresses != null && !lastAddresses.isEmpty() && !lastAddresses.equals(before);
    }
}
