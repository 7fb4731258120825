package io.github.keytray.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as people write them. Loads no library, as the start of a command must not. */
final class Durations {
    private static final int MOST_DIGITS = 8;

    private Durations() {}

    /** {@code 300s}, {@code 5m}, {@code 1h}, or a number of seconds; null for anything else. */
    static @Nullable Duration parse(String value) {
        int digits = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') digits++;
        if (digits == 0 || digits > MOST_DIGITS) return null;
        long number = Long.parseLong(value.substring(0, digits));
        return switch (value.substring(digits)) {
            case "", "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> null;
        };
    }
}
