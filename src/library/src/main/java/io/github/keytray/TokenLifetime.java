package io.github.keytray;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token is valid, by the clock on the wall and by the time that has passed since the token was first seen
 * here, the shorter of the two: the clock may be set back meanwhile, or the computer sleep.
 */
final class TokenLifetime {
    private static final int REMEMBERED = 16;

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private volatile @Nullable FirstSeen sight;
    /** Of the tokens that were looked at last, the last one first: those of several people are, by turns. */
    private final @Nullable FirstSeen[] recent = new FirstSeen[REMEMBERED];

    /**
     * @param nanoTime nanoseconds that only ever pass, as {@link System#nanoTime}
     */
    TokenLifetime(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** As {@link Token#isValid} at this moment. */
    boolean isValid(Token token, Duration ahead) {
        Instant wall = clock.instant();
        if (!token.isValid(wall, ahead)) return false;
        FirstSeen first = sight;
        long now = nanoTime.getAsLong();
        if (first == null || !first.isOf(token)) {
            first = firstSeen(token, now, wall);
            sight = first;
        }
        return first.left.minusNanos(now - first.at).compareTo(ahead) > 0;
    }

    private synchronized FirstSeen firstSeen(Token token, long now, Instant wall) {
        int place = 0;
        FirstSeen first = recent[0];
        while (first != null && !first.isOf(token) && place < REMEMBERED - 1) first = recent[++place];
        if (first == null || !first.isOf(token)) {
            first = FirstSeen.of(token, now, Duration.between(wall, token.expiresAt()));
        }
        System.arraycopy(recent, 0, recent, 1, place);
        recent[0] = first;
        return first;
    }

    /** As {@link #isValid} with the token's own margin: two looks at clocks for the token that was asked about last. */
    @SuppressWarnings("ReferenceEquality") // An equal one is compared as isValid does.
    boolean isFresh(Token token) {
        FirstSeen first = sight;
        if (first == null || first.token != token || first.freshUntil == FirstSeen.UNKNOWN)
            return isValid(token, token.margin());
        long now = clock.millis();
        return now < first.freshUntil && now >= first.freshFrom && nanoTime.getAsLong() - first.at < first.freshFor;
    }

    /**
     * The first sight of a token.
     *
     * @param at when, in nanoseconds
     * @param left how long it still had to live
     * @param freshFrom the first millisecond since 1970 at which it counts as issued
     * @param freshUntil the first at which it is not fresh any more
     * @param freshFor after how many nanoseconds it is not
     */
    private record FirstSeen(Token token, long at, Duration left, long freshFrom, long freshUntil, long freshFor) {
        /** Where a number is too large: then it is compared as {@link #isValid} does. */
        static final long UNKNOWN = Long.MIN_VALUE;

        static FirstSeen of(Token token, long at, Duration left) {
            Instant end = Objects.requireNonNull(token.expiresAt());
            Duration margin = token.margin();
            try {
                long freshFrom = token.issuedAt().minus(Token.CLOCK_SKEW).toEpochMilli();
                long freshFor = left.minus(margin).toNanos();
                return new FirstSeen(token, at, left, freshFrom, end.toEpochMilli() - margin.toMillis(), freshFor);
            } catch (ArithmeticException tooFar) {
                return new FirstSeen(token, at, left, UNKNOWN, UNKNOWN, UNKNOWN);
            }
        }

        boolean isOf(Token other) {
            return token.equals(other);
        }
    }
}
