package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Variant;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/**
 * A picture as notifications have it (Desktop Notifications Specification 1.3, "Icons and Images"): width, height, bytes a row,
 * alpha, bits a sample, samples a pixel, and RGBA.
 */
final class ImageData {
    private static final int BITS_PER_SAMPLE = 8;
    private static final int SAMPLES = 4;

    private ImageData() {}

    static Variant of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteBuffer rgba = ByteBuffer.allocate(SAMPLES * width * height);
        for (int pixel : image.getRGB(0, 0, width, height, null, 0, width)) {
            rgba.putInt(Integer.rotateLeft(pixel, Byte.SIZE));
        }
        Object[] data = {width, height, SAMPLES * width, true, BITS_PER_SAMPLE, SAMPLES, rgba.array()};
        return new Variant("(iiibiiay)", data);
    }
}
