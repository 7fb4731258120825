package io.github.keytray.internal.platform;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Known secrets, which are removed from a text before it is shown, logged or stored. They are searched for by value,
 * because neither length nor characters tell a secret from an address. {@link #toString} shows none. Immutable.
 */
public final class Secrets {
    public static final Secrets NONE = new Secrets(Set.of());

    /** So much of a secret is a secret too, where it was cut off. */
    private static final int PART = 16;

    /** What is shorter is found in every other word, and guessed as soon. */
    private static final int SHORTEST = 4;

    private static final String INSTEAD = "[redacted]";

    private final Set<String> values;

    private Secrets(Set<String> values) {
        this.values = values;
    }

    /** These; those that are null, or too short to be a secret, are left out. */
    public static Secrets of(@Nullable String... values) {
        return of(Arrays.asList(values));
    }

    /** As {@link #of(String...)}. */
    public static Secrets of(Collection<@Nullable String> values) {
        return new Secrets(values.stream()
                .filter(Objects::nonNull)
                .filter(value -> value.strip().length() >= SHORTEST)
                .collect(Collectors.toUnmodifiableSet()));
    }

    public Secrets and(Secrets more) {
        Set<String> all = new LinkedHashSet<>(values);
        all.addAll(more.values);
        return new Secrets(Set.copyOf(all));
    }

    /** The text without any of them, also where they are percent-encoded, escaped for HTML or cut off. */
    public String redact(String text) {
        if (values.isEmpty()) return text;
        Decoded decoded = Decoded.of(text);
        boolean[] secret = new boolean[text.length()];
        for (String value : values) {
            for (String spelling : spellings(value)) decoded.mark(spelling, secret);
        }
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < secret.length; i++) {
            if (!secret[i]) shown.append(text.charAt(i));
            else if (i == 0 || !secret[i - 1]) shown.append(INSTEAD);
        }
        return shown.toString();
    }

    private static Set<String> spellings(String value) {
        return new LinkedHashSet<>(List.of(value, value.replace(' ', '+'), escaped(value)));
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }

    /** A text with its percent-encoding undone (RFC 3986 §2.1), and where each character was. */
    private static final class Decoded {
        private final String text;
        /** Where the character at the same index began in the text; the last element is the text's length. */
        private final int[] from;

        private Decoded(String text, int[] from) {
            this.text = text;
            this.from = from;
        }

        static Decoded of(String text) {
            StringBuilder decoded = new StringBuilder(text.length());
            int[] from = new int[text.length() + 1];
            for (int i = 0; i < text.length(); ) {
                from[decoded.length()] = i;
                boolean encoded = text.charAt(i) == '%'
                        && i + 2 < text.length()
                        && Character.digit(text.charAt(i + 1), 16) >= 0
                        && Character.digit(text.charAt(i + 2), 16) >= 0;
                decoded.append(encoded ? (char) Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
                i += encoded ? 3 : 1;
            }
            from[decoded.length()] = text.length();
            return new Decoded(decoded.toString(), from);
        }

        void mark(String secret, boolean[] marks) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                mark(at, secret.length(), marks);
            }
            if (secret.length() <= PART) return;
            Set<String> parts = new LinkedHashSet<>();
            for (int i = 0; i + PART <= secret.length(); i++) parts.add(secret.substring(i, i + PART));
            for (int i = 0; i + PART <= text.length(); i++) {
                if (parts.contains(text.substring(i, i + PART))) mark(i, PART, marks);
            }
        }

        private void mark(int at, int length, boolean[] marks) {
            Arrays.fill(marks, from[at], from[at + length], true);
        }
    }
}
