package io.github.keytray.preauth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two times there are: the one on the wall, which tokens end by and people set, and the one that only ever passes,
 * which waits are measured by.
 *
 * @param nanoTime as {@link System#nanoTime}
 */
record Clocks(InstantSource clock, LongSupplier nanoTime) {
    Instant now() {
        return clock.instant();
    }

    long nanos() {
        return nanoTime.getAsLong();
    }
}
