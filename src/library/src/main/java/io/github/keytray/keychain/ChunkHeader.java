package io.github.keytray.keychain;

import io.github.keytray.internal.platform.Sha256;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a value that is stored in chunks.
 *
 * @param generation which set of chunks: a letter
 * @param count how many
 * @param digest the SHA-256 of the value, in base64url
 */
record ChunkHeader(char generation, int count, String digest) {
    /** A write that comes too late meets the pieces of another one only after so many more. */
    private static final int GENERATIONS = 16;

    static final String PIECE = "keytray" + Envelope.VERSION + "/";

    /** More than any token needs; a larger number is an error. */
    static final int MOST = 99;

    private static final String START = "keytray" + Envelope.VERSION + ":";

    /** The head for a value that is written after these. */
    static ChunkHeader of(String value, int longest, @Nullable ChunkHeader stored, @Nullable ChunkHeader last) {
        int room = room(longest);
        char generation = last != null ? next(last.generation, 1) : stored != null ? next(stored.generation, 1) : 'a';
        if (stored != null && stored.generation == generation) generation = next(generation, 1);
        return new ChunkHeader(generation, (value.length() + room - 1) / room, digest(value));
    }

    /** From the generation before the first one to the last one. */
    static String generations(char first, char last) {
        StringBuilder all = new StringBuilder().append(next(first, GENERATIONS - 1));
        int more = Math.floorMod(last - first, GENERATIONS);
        for (int i = 0; i <= more; i++) all.append(next(first, i));
        return all.toString();
    }

    static String generations() {
        return generations('b', next('b', GENERATIONS - 2));
    }

    private static char next(char generation, int by) {
        return (char) ('a' + (generation - 'a' + by) % GENERATIONS);
    }

    /** The same generation, of a value that was deleted. */
    ChunkHeader ofNothing() {
        return new ChunkHeader(generation, 1, digest(""));
    }

    boolean isOfNothing() {
        return isOf("");
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
        static final Pattern PATTERN = Pattern.compile(START + "([a-p])([1-9][0-9]?):([A-Za-z0-9_-]{43})");
    }

    boolean isOf(String value) {
        return digest.equals(digest(value));
    }

    private static int room(int longest) {
        return longest - PIECE.length();
    }

    private static String digest(String value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(value));
    }

    /** The entry. */
    @Override
    public String toString() {
        return "keytray" + Envelope.VERSION + ":" + generation + count + ":" + digest;
    }
}
