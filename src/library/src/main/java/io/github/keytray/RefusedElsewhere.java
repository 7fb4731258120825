package io.github.keytray;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The sign-ins whose refresh token the provider refused to another process while this one was running. A process that
 * begins later tries it once more, and so does this one after a day: providers have refused good ones by mistake. Safe
 * for any thread.
 */
final class RefusedElsewhere {
    private static final long REST = Duration.ofDays(1).toNanos();

    private final LongSupplier nanoTime;
    /** The users, by {@code sub}, who were seen before a refusal, and when a refusal was first seen. */
    private final Map<String, Optional<Long>> seen = new ConcurrentHashMap<>();

    RefusedElsewhere(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes note of a sign-in that was read or made. At nearly every call that is noted already, and no lock is taken. */
    void seen(StoredUser user) {
        if (user.ended()) return;
        Optional<Long> first = seen.get(user.user().id());
        if (first == null || first.isPresent()) seen.put(user.user().id(), Optional.empty());
    }

    /** Whether this sign-in, as it was read, is not to be refreshed now. */
    boolean contains(StoredUser user) {
        Optional<Long> first = seen.get(user.user().id());
        if (!user.ended() || first == null) return false;
        long now = nanoTime.getAsLong();
        if (first.isEmpty()) seen.put(user.user().id(), Optional.of(now));
        return now - first.orElse(now) < REST;
    }
}
