package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/** A picture as StatusNotifierItem has it: width, height, and ARGB in network byte order. */
public final class Pixmap extends Struct {
    @Position(0)
    public final int width;

    @Position(1)
    public final int height;

    @Position(2)
    public final byte[] argb;

    Pixmap(BufferedImage image) {
        width = image.getWidth();
        height = image.getHeight();
        ByteBuffer bytes = ByteBuffer.allocate(4 * width * height);
        for (int pixel : image.getRGB(0, 0, width, height, null, 0, width)) bytes.putInt(pixel);
        argb = bytes.array();
    }

    /** Several sizes of one picture, of which the host takes what fits. */
    static Variant<?> variant(List<Pixmap> sizes) {
        return new Variant<>(sizes, "a(iiay)");
    }

    /** Whether two pictures are the same to the eye. */
    static boolean areSame(List<Pixmap> one, List<Pixmap> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(i -> Arrays.equals(one.get(i).argb, other.get(i).argb));
    }

    /** A picture as notifications have it. */
    static Variant<?> hint(BufferedImage image) {
        return new Variant<>(new ImageData(image), "(iiibiiay)");
    }

    /** Width, height, bytes a row, alpha, bits a sample, samples a pixel, and RGBA. */
    public static final class ImageData extends Struct {
        @Position(0)
        public final int width;

        @Position(1)
        public final int height;

        @Position(2)
        public final int rowBytes;

        @Position(3)
        public final boolean alpha = true;

        @Position(4)
        public final int bits = 8;

        @Position(5)
        public final int samples = 4;

        @Position(6)
        public final byte[] rgba;

        ImageData(BufferedImage image) {
            width = image.getWidth();
            height = image.getHeight();
            rowBytes = 4 * width;
            ByteBuffer bytes = ByteBuffer.allocate(4 * width * height);
            for (int pixel : image.getRGB(0, 0, width, height, null, 0, width)) {
                bytes.putInt(Integer.rotateLeft(pixel, 8));
            }
            rgba = bytes.array();
        }
    }
}
