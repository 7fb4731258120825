package io.github.keytray.preauth;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A moment to the second, as {@link Instant#toString} writes it: {@code 2026-11-30T18:05:09Z}. Java's own formatter stays
 * loaded for as long as the tray runs, with its classes of languages and calendars.
 */
final class Timestamp {
    private static final String FORM = "0000-00-00T00:00:00Z";

    private Timestamp() {}

    static String of(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        return time.toLocalDate()
                + "T" + two(time.getHour())
                + ":" + two(time.getMinute())
                + ":" + two(time.getSecond())
                + "Z";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }

    /**
     * The moment; those of other forms are read as Java reads them.
     *
     * @throws java.time.DateTimeException for what is none
     */
    static Instant read(String text) {
        if (!isOfForm(text)) return Instant.parse(text);
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isOfForm(String text) {
        if (text.length() != FORM.length()) return false;
        for (int i = 0; i < FORM.length(); i++) {
            char letter = text.charAt(i);
            boolean fits = FORM.charAt(i) == '0' ? letter >= '0' && letter <= '9' : letter == FORM.charAt(i);
            if (!fits) return false;
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
