package io.github.keytray.preauth;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Computes when a sign-in is refreshed: ahead of its expiry, and at a random moment, so that ten thousand computers
 * that signed in at nine do not refresh together. A failed refresh is tried once more at once, once more while the
 * token is still valid, and from then on no more often than regular refreshes. So a provider that was down for half an
 * hour gets its usual traffic. Requests for a token do not wait for this timing.
 */
final class RefreshTiming {
    private static final double EARLIEST = 0.35;
    private static final double LATEST = 0.78;
    /** The time that a refresh may take just after the start of the tray, on a busy machine. */
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    private static final double LAST_MOMENT = 0.85;
    private static final double SPREAD = 0.45;
    private static final double PATIENCE = 0.55;
    private static final Duration LONGEST_SPREAD = Duration.ofMinutes(30);
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);
    private static final Duration BACKED_OFF = Duration.ofMinutes(15);
    private static final Duration BLIP = Duration.ofSeconds(5);
    private static final Duration DEMAND = Duration.ofSeconds(1);
    private static final Duration LONGEST_DEMAND = Duration.ofMinutes(1);
    private static final Duration NEARBY = Duration.ofSeconds(10);
    private static final Duration LONGEST_NEARBY = Duration.ofMinutes(3);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    /** A token's lifetime where the provider does not tell it. */
    private static final Duration UNKNOWN = Duration.ofHours(1);

    private final RandomGenerator random;

    RefreshTiming(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long until a token is refreshed, or until it expires where it has no refresh token; empty where its expiry is
     * unknown.
     */
    Optional<Duration> untilRefresh(Token token, Instant now) {
        Instant end = token.expiresAt();
        if (end == null) return Optional.empty();
        if (token.refreshToken() == null) return Optional.of(positive(Duration.between(now, end)));
        Duration lifetime = lifetime(token);
        Duration age = Duration.between(token.issuedAt(), now);
        // A token from the future: the clock was set back.
        if (age.isNegative()) age = Duration.ZERO;
        Duration earliest = part(lifetime, EARLIEST);
        Duration latest = latest(lifetime);
        Duration ahead =
                earliest.plus(part(latest.minus(earliest), between(0, 1))).minus(age);
        if (!ahead.isNegative()) return Optional.of(ahead);
        Duration left = latest.minus(age);
        if (!left.isNegative()) return Optional.of(part(left, between(0, 1)));
        if (age.compareTo(lifetime) < 0) return Optional.of(Duration.ZERO);
        return Optional.of(part(least(part(lifetime, SPREAD), LONGEST_SPREAD), between(0, 1)));
    }

    /**
     * How long until a failed refresh is tried again.
     *
     * @param failures how many times in a row
     * @param token the present token, or null without one
     * @param retryAfter how long the provider asked to wait ({@code Retry-After}, RFC 9110 §10.2.3), or null
     */
    Duration untilRetry(int failures, @Nullable Token token, Instant now, @Nullable Duration retryAfter) {
        Duration lifetime = token == null ? UNKNOWN : lifetime(token);
        Duration wait = untilRetry(failures, token, lifetime, now);
        if (retryAfter == null) return wait;
        Duration asked = part(least(retryAfter, LONGEST_RETRY_AFTER), between(1, 1.25));
        return most(asked, wait);
    }

    /** How long until it is tried again where the provider is not even reached: every few minutes at least. */
    Duration untilLocalRetry(int failures) {
        Duration wait = NEARBY.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 10));
        return part(least(wait, LONGEST_NEARBY), between(0.75, 1.25));
    }

    /**
     * How long those who ask for a token do not have it tried again, after so many failures in a row: a second or so, and
     * twice as long each time.
     */
    Duration untilRequestedRetry(int failures, @Nullable Token token) {
        Duration first = token == null ? DEMAND : least(DEMAND, lifetime(token).dividedBy(20));
        return least(first.multipliedBy(1L << Math.min(failures, 10)), LONGEST_DEMAND);
    }

    /** How long until it is tried after a sleep or a change of network, which is not up at once. */
    Duration soon() {
        return part(BLIP, between(0.2, 1));
    }

    private Duration untilRetry(int failures, @Nullable Token token, Duration lifetime, Instant now) {
        Duration blip = part(least(BLIP, lifetime.dividedBy(20)), between(0.5, 1.5));
        if (failures <= 1) return blip;
        if (failures == 2 && token != null) {
            Duration left = part(lifetime, LAST_MOMENT).minus(Duration.between(token.issuedAt(), now));
            if (left.compareTo(blip) > 0) return left;
        }
        Duration patience = least(part(lifetime, PATIENCE), LONGEST_PATIENCE);
        Duration most = most(patience, BACKED_OFF);
        int doublings = Math.min(Math.max(failures - 3, 0), 10);
        return part(least(patience.multipliedBy(1L << doublings), most), between(0.9, 1.1));
    }

    private static Duration latest(Duration lifetime) {
        Duration inTime = most(lifetime.minus(SLOWEST), part(lifetime, EARLIEST));
        return least(part(lifetime, LATEST), inTime);
    }

    private static Duration lifetime(Token token) {
        Instant end = token.expiresAt();
        return end == null ? UNKNOWN : positive(Duration.between(token.issuedAt(), end));
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    private static Duration part(Duration whole, double part) {
        return Duration.ofMillis((long) (whole.toMillis() * part));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration most(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
