package io.github.keytray.preauth;

import java.util.regex.Pattern;

/** Text for people, in which nothing can be a secret. */
public final class Redacted {
    /** Whatever is as long as a token is shown as if it were one. */
    private static final Pattern TOKEN_LIKE = Pattern.compile("[A-Za-z0-9._~+/=-]{32,}");

    private Redacted() {}

    public static String text(String text) {
        return TOKEN_LIKE.matcher(text).replaceAll("[redacted]");
    }
}
