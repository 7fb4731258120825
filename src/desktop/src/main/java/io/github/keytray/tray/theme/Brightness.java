package io.github.keytray.tray.theme;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How bright a colour is, from 0 to 255, as the eye has it. */
final class Brightness {
    /** Half way between black and white. */
    static final int MIDDLE = 128;

    /** What is behind a ground that is nearly clear is seen instead. */
    private static final double LEAST_ALPHA = 0.3;

    private static final Pattern HEX = Pattern.compile("#(\\p{XDigit}{3}|\\p{XDigit}{6}|\\p{XDigit}{8})");

    private Brightness() {}

    static int of(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue) / 1000;
    }

    /** Whether a ground of this opacity, from 0 to 1, hides what is behind it. */
    static boolean isSeen(double alpha) {
        return alpha >= LEAST_ALPHA;
    }

    /** Of {@code #rgb}, {@code #rrggbb}, {@code #rrggbbaa}, black or white; empty for other words and for what is nearly clear. */
    static Optional<Integer> of(String colour) {
        String lower = colour.toLowerCase(Locale.ROOT);
        if (lower.equals("black")) return Optional.of(0);
        if (lower.equals("white")) return Optional.of(255);
        Matcher hex = HEX.matcher(lower);
        if (!hex.matches()) return Optional.empty();
        String digits = hex.group(1);
        if (digits.length() == 3) digits = digits.replaceAll("(.)", "$1$1");
        if (digits.length() == 8 && !isSeen(Integer.parseInt(digits.substring(6), 16) / 255.0)) return Optional.empty();
        int rgb = Integer.parseInt(digits.substring(0, 6), 16);
        return Optional.of(of(rgb >> 16, rgb >> 8 & 255, rgb & 255));
    }
}
