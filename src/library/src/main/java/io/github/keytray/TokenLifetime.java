package io.github.keytray;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token is valid, by the clock on the wall and by the time that has passed since the token was first seen
 * here, whichever is less kind to it: the clock may be set back meanwhile, or the computer sleep.
 */
final class TokenLifetime {
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private volatile @Nullable FirstSeen sight;

    /**
     * @param nanoTime nanoseconds that only ever pass, as {@link System#nanoTime}
     */
    TokenLifetime(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** As {@link Token#isValid} at this moment. */
    boolean isValid(Token token, Duration ahead) {
        if (!token.isValid(clock.instant(), ahead)) return false;
        FirstSeen first = sight;
        long now = nanoTime.getAsLong();
        if (first == null || !first.token.equals(token)) {
            sight = new FirstSeen(token, now, Duration.between(clock.instant(), token.expiresAt()));
            return true;
        }
        return first.left.minusNanos(now - first.at).compareTo(ahead) > 0;
    }

    /**
     * The first sight of a token.
     *
     * @param at when, in nanoseconds
     * @param left how long it still had to live
     */
    private record FirstSeen(Token token, long at, Duration left) {}
}
