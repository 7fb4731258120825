package io.github.keytray.keychain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a value that is stored in chunks.
 *
 * @param generation which of the two sets of chunks
 * @param count how many
 * @param digest the SHA-256 of the value, in base64url
 */
record ChunkHeader(char generation, int count, String digest) {
    static final char[] GENERATIONS = {'a', 'b'};
    static final String PIECE = "keytray" + Envelope.VERSION + "/";

    /** More than any token needs; a larger number is an error. */
    static final int MOST = 99;

    private static final String START = "keytray" + Envelope.VERSION + ":";

    /** The head for a value that takes the place of another's. */
    static ChunkHeader of(String value, int longest, @Nullable ChunkHeader old) {
        int room = room(longest);
        char generation = old == null || old.generation == 'b' ? 'a' : 'b';
        return new ChunkHeader(generation, (value.length() + room - 1) / room, digest(value));
    }

    static @Nullable ChunkHeader parse(String entry) {
        if (!entry.startsWith(START)) return null;
        Matcher matcher = Format.PATTERN.matcher(entry);
        if (!matcher.matches()) return null;
        return new ChunkHeader(matcher.group(1).charAt(0), Integer.parseInt(matcher.group(2)), matcher.group(3));
    }

    /** The entry of the piece with this number, from 0. */
    static String piece(String value, int longest, int number) {
        int room = room(longest);
        return PIECE + value.substring(number * room, Math.min(value.length(), (number + 1) * room));
    }

    /** Made where a value is in pieces, which most are not. */
    private static final class Format {
        static final Pattern PATTERN = Pattern.compile(START + "([ab])([1-9][0-9]?):([A-Za-z0-9_-]{43})");
    }

    boolean isOf(String value) {
        return digest.equals(digest(value));
    }

    private static int room(int longest) {
        return longest - PIECE.length();
    }

    private static String digest(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The entry. */
    @Override
    public String toString() {
        return "keytray" + Envelope.VERSION + ":" + generation + count + ":" + digest;
    }
}
