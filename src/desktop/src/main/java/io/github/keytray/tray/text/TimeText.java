package io.github.keytray.tray.text;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Moments in the person's way of writing them: the same in the window and in the commands.
 *
 * @param zone read only when a time is shown, because time zones take memory and are rarely needed
 */
public record TimeText(Locale locale, InstantSource clock, Supplier<TimeZone> zone) {
    private static final int DAYS_OF_WEEK = 7;
    /** Beyond this no zone has rules, and milliseconds would overflow. */
    private static final long FAR_SECONDS = 1L << 48;

    /** The time where it is today, with the day of the week where it is within seven days, else with the date. */
    public String of(Instant instant) {
        TimeZone here = zone.get();
        OffsetDateTime then = in(here, instant);
        LocalDate today = in(here, clock.instant()).toLocalDate();
        long days = Math.abs(ChronoUnit.DAYS.between(today, then.toLocalDate()));
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
        if (days >= DAYS_OF_WEEK) time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
        String text = time.withLocale(locale).format(then);
        return days == 0 || days >= DAYS_OF_WEEK
                ? text
                : then.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale) + " " + text;
    }

    /** By {@link TimeZone}, because {@link java.time.ZoneId} keeps the rules of the whole world once more. */
    private static OffsetDateTime in(TimeZone zone, Instant instant) {
        long seconds = Math.max(-FAR_SECONDS, Math.min(instant.getEpochSecond(), FAR_SECONDS));
        int offset = zone.getOffset(TimeUnit.SECONDS.toMillis(seconds));
        return instant.atOffset(ZoneOffset.ofTotalSeconds((int) TimeUnit.MILLISECONDS.toSeconds(offset)));
    }
}
