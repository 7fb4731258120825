package io.github.keytray.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils what was well formed: bits, bytes, runs, and pieces that readers stumble over. Blind: it sees no coverage. */
final class Mutator {
    private static final int LONGEST = 1 << 16;
    private static final List<byte[]> PIECES = List.of(
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "null",
                    "true",
                    "-1",
                    "1e999999999",
                    "\\u0000",
                    "\\uD800",
                    "\r\n",
                    "\r\n\r\n",
                    "\0",
                    "%",
                    "%00",
                    "%zz",
                    "&",
                    "=",
                    "?",
                    "#",
                    "..",
                    "/",
                    ".",
                    "eyJ",
                    "=",
                    "\u00ff",
                    "9223372036854775808",
                    "state=",
                    "code=",
                    "Host: ",
                    "\"alg\":\"none\"",
                    "\"kid\":",
                    "\"sub\":")
            .stream()
            .map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    byte[] next(List<byte[]> seeds) {
        byte[] bytes = pick(seeds).clone();
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) bytes = change(bytes, seeds);
        return bytes;
    }

    private byte[] change(byte[] bytes, List<byte[]> seeds) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
        switch (random.nextInt(7)) {
            case 0 -> {
                if (at < bytes.length) bytes[at] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            }
            case 1 -> {
                if (at < bytes.length) bytes[at] = (byte) random.nextInt(256);
                return bytes;
            }
            case 2 -> {
                return join(bytes, at, new byte[0], end);
            }
            case 3 -> {
                return join(bytes, at, repeated(slice(bytes, at, end), 1 + random.nextInt(40)), at);
            }
            case 4 -> {
                byte[] other = pick(seeds);
                int from = random.nextInt(other.length + 1);
                return join(bytes, at, slice(other, from, other.length), bytes.length);
            }
            case 5 -> {
                return join(bytes, at, repeated(pick(PIECES), random.nextInt(8) == 0 ? 2_000 : 1), at);
            }
            default -> {
                return join(bytes, at, pick(PIECES), end);
            }
        }
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] join(byte[] bytes, int until, byte[] middle, int from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, until);
        all.writeBytes(middle);
        all.write(bytes, from, bytes.length - from);
        return slice(all.toByteArray(), 0, Math.min(all.size(), LONGEST));
    }

    private static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) all.writeBytes(bytes);
        return all.toByteArray();
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
