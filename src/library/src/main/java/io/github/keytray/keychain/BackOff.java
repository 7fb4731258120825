package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Delays the next try of a call that leaks a connection each time it fails. Safe for any thread. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final InstantSource clock;
    private @Nullable StoreUnavailable failure;
    private Instant failedAt = Instant.MIN;
    private Duration pause = FIRST;

    BackOff(InstantSource clock) {
        this.clock = clock;
    }

    /** Repeats the last failure while it is too early to try again. */
    synchronized void check() throws StoreUnavailable {
        if (failure == null) return;
        Instant now = clock.instant();
        // A clock that was set back must not prolong the pause.
        if (now.isBefore(failedAt) || !now.isBefore(failedAt.plus(pause))) return;
        throw new StoreUnavailable(failure.reason(), failure.getMessage(), failure);
    }

    synchronized void failed(StoreUnavailable failure) {
        if (this.failure != null) pause = min(pause.multipliedBy(2), LONGEST);
        this.failure = failure;
        failedAt = clock.instant();
    }

    synchronized void succeeded() {
        failure = null;
        pause = FIRST;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
