package io.github.keytray.tray.theme;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How bright a colour is, of 255, as the eye has it. */
final class Brightness {
    /** Half way between black and white. */
    static final int MIDDLE = 128;

    /** Three or six digits; what may follow says how clear it is. */
    private static final Pattern HEX = Pattern.compile("#(\\p{XDigit}{3}|\\p{XDigit}{6})(?:\\p{XDigit}{2})?");

    private Brightness() {}

    static int of(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue) / 1000;
    }

    /** Of {@code #rgb}, {@code #rrggbb}, {@code #rrggbbaa}, black or white; empty for other words. */
    static Optional<Integer> of(String colour) {
        String lower = colour.toLowerCase(Locale.ROOT);
        if (lower.equals("black")) return Optional.of(0);
        if (lower.equals("white")) return Optional.of(255);
        Matcher hex = HEX.matcher(lower);
        if (!hex.matches()) return Optional.empty();
        String digits = hex.group(1);
        String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
        int rgb = Integer.parseInt(six, 16);
        return Optional.of(of(rgb >> 16, rgb >> 8 & 255, rgb & 255));
    }
}
