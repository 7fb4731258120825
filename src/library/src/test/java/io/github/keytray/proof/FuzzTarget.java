package io.github.keytray.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that reads what others wrote.
 *
 * @param seeds what it reads gladly
 * @param reader throws when it does what it must not: anything but take the input, or refuse it as it says it does
 */
public record FuzzTarget(String name, List<byte[]> seeds, Reader reader) {
    public static FuzzTarget of(String name, List<String> seeds, Reader reader) {
        return new FuzzTarget(
                name,
                seeds.stream()
                        .map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1))
                        .toList(),
                reader);
    }

    /** Reads bytes, which are shown to it as a text of Latin-1 too. */
    @FunctionalInterface
    public interface Reader {
        void read(String input) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
