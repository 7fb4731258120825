package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Variant;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A picture as StatusNotifierItem has it: width, height, and ARGB in network byte order. */
final class Pixmap {
    /** The D-Bus signature of several sizes of one picture. */
    static final String SIGNATURE = "a(iiay)";

    private static final int BITS_PER_SAMPLE = 8;
    private static final int SAMPLES = 4;

    private final int width;
    private final int height;
    private final byte[] argb;

    Pixmap(BufferedImage image) {
        width = image.getWidth();
        height = image.getHeight();
        argb = bytes(image, 0);
    }

    private static byte[] bytes(BufferedImage image, int rotation) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteBuffer bytes = ByteBuffer.allocate(SAMPLES * width * height);
        for (int pixel : image.getRGB(0, 0, width, height, null, 0, width)) {
            bytes.putInt(Integer.rotateLeft(pixel, rotation));
        }
        return bytes.array();
    }

    /** Several sizes of one picture, of which the host takes what fits. */
    static Variant variant(List<Pixmap> sizes) {
        List<Object[]> structs = sizes.stream()
                .map(size -> new Object[] {size.width, size.height, size.argb})
                .toList();
        return new Variant(SIGNATURE, structs);
    }

    /** Whether two pictures are the same to the eye. */
    static boolean areSame(List<Pixmap> one, List<Pixmap> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(i -> Arrays.equals(one.get(i).argb, other.get(i).argb));
    }

    /** A picture as notifications have it: width, height, bytes a row, alpha, bits a sample, samples a pixel, and RGBA. */
    static Variant hint(BufferedImage image) {
        int rowBytes = SAMPLES * image.getWidth();
        Object[] data = {
            image.getWidth(), image.getHeight(), rowBytes, true, BITS_PER_SAMPLE, SAMPLES, bytes(image, Byte.SIZE)
        };
        return new Variant("(iiibiiay)", data);
    }
}
