package io.github.keytray.tray.text;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Moments in the person's way of writing them: the same in the window and in the commands.
 *
 * @param zone read only when a time is shown, because time zones take memory and are rarely needed
 */
public record TimeText(Locale locale, InstantSource clock, Supplier<ZoneId> zone) {
    private static final int DAYS_OF_WEEK = 7;

    /** The time where it is today, with the day of the week where it is within seven days, else with the date. */
    public String of(Instant instant) {
        ZoneId here = zone.get();
        ZonedDateTime then = instant.atZone(here);
        long days = Math.abs(ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), here), then.toLocalDate()));
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
        if (days >= DAYS_OF_WEEK) time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
        String text = time.withLocale(locale).format(then);
        return days == 0 || days >= DAYS_OF_WEEK
                ? text
                : then.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale) + " " + text;
    }
}
