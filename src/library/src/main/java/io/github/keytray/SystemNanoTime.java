package io.github.keytray;

import java.util.function.LongSupplier;

/** {@link System#nanoTime}. Not a method reference: each takes a young process as long as ten classes. */
enum SystemNanoTime implements LongSupplier {
    INSTANCE;

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}
