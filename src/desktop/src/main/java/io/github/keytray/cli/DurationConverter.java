package io.github.keytray.cli;

import java.time.Duration;
import picocli.CommandLine;

/** {@code 300s}, {@code 5m}, {@code 1h}, or a number of seconds. */
final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        Duration duration = Durations.parse(value);
        if (duration != null) return duration;
        throw new CommandLine.TypeConversionException("'" + value + "' is not a duration such as 300s or 5m");
    }
}
