package io.github.keytray.preauth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts text that may hold unknown secrets, such as arguments and the messages of other libraries: words as long as a
 * token are treated as tokens. Addresses and paths stay readable up to a question mark.
 */
public final class Redacted {
    private static final Pattern WORD = Pattern.compile("[^\\s'\"]+");
    private static final Pattern ADDRESS = Pattern.compile("\\(?([A-Za-z][A-Za-z0-9+.-]*://|/|~/|[A-Za-z]:\\\\).*");
    private static final Pattern TOKEN_LIKE = Pattern.compile("[A-Za-z0-9._~+/=-]{32,}");

    private Redacted() {}

    public static String text(String text) {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(word(word.group())));
    }

    private static String word(String word) {
        int readable = ADDRESS.matcher(word).matches() ? end(word) : 0;
        return word.substring(0, readable)
                + TOKEN_LIKE.matcher(word.substring(readable)).replaceAll("[redacted]");
    }

    /** Where the part of an address ends that names a place. */
    private static int end(String address) {
        int query = address.indexOf('?');
        int fragment = address.indexOf('#');
        int end = query < 0 ? address.length() : query;
        return fragment < 0 ? end : Math.min(end, fragment);
    }
}
