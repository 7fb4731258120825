package io.github.keytray.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells the time, or a later one: the story need not wait an hour for a token to expire. */
final class MovableClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void advance(Duration time) {
        ahead = ahead.plus(time);
    }
}
