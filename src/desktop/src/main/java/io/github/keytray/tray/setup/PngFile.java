package io.github.keytray.tray.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Whether a file is a picture as PNG has them, told without drawing it: commands without a window know it, too. */
final class PngFile {
    private static final long MOST_BYTES = 1 << 18;
    private static final int LARGEST_SIDE = 1024;
    private static final byte[] SIGNATURE = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    /** After the signature, and length and name of the first chunk. */
    private static final int WIDTH = 16;

    private static final int HEIGHT = 20;
    /** An empty chunk IEND, and its checksum. */
    private static final byte[] END = "\0\0\0\0IEND\u00aeB`\u0082".getBytes(StandardCharsets.ISO_8859_1);

    private PngFile() {}

    /** @throws IOException when it is none, with the reason as the end of a sentence */
    static void check(Path file) throws IOException {
        byte[] bytes = bytes(file);
        int tail = bytes.length - END.length;
        boolean isWhole = tail >= HEIGHT + Integer.BYTES
                && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, bytes, 0, SIGNATURE.length)
                && Arrays.equals(END, 0, END.length, bytes, tail, bytes.length);
        if (!isWhole) throw new IOException(file + " is not a PNG file, or not a whole one");
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        if (isTooLong(numbers.getInt(WIDTH)) || isTooLong(numbers.getInt(HEIGHT))) {
            throw new IOException(file + " is wider or higher than " + LARGEST_SIDE + " pixels");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            if (Files.size(file) <= MOST_BYTES) return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
        throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
    }

    private static boolean isTooLong(int side) {
        return side <= 0 || side > LARGEST_SIDE;
    }
}
