package io.github.keytray.tray.x11;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A way in which windows show colours, and in which their pictures are sent ({@code ZPixmap}).
 *
 * @param depth how many bits of a pixel are shown
 * @param pixelBits how many bits a pixel takes where it is sent
 * @param bigEndian whether the first byte of a pixel is its highest
 * @param red the bits of a pixel that are red; 0 where pixels are numbers of colours
 */
record XVisual(int id, int depth, int pixelBits, boolean bigEndian, int red, int green, int blue) {
    private static final int ALPHA_DEPTH = 32;
    private static final int FULL = 255;
    private static final int UNIT = 4;

    /** Whether a window can be partly transparent. */
    boolean hasAlpha() {
        return depth == ALPHA_DEPTH && isKnown();
    }

    /** Whether pictures can be sent in it: pixels have the colours in themselves, in whole bytes. */
    boolean isKnown() {
        return red != 0 && green != 0 && blue != 0 && (pixelBits == 32 || pixelBits == 24 || pixelBits == 16);
    }

    int white() {
        return red | green | blue;
    }

    /** How many bytes a row takes. */
    int rowLength(int width) {
        return (width * pixelBits / Byte.SIZE + UNIT - 1) / UNIT * UNIT;
    }

    /**
     * A square picture as it is sent.
     *
     * @param argb four bytes a pixel: alpha, red, green, blue
     * @param behind what it lies on, as it was sent; not used where windows have alpha
     */
    byte[] picture(byte[] argb, int size, ByteBuffer behind) {
        int length = rowLength(size);
        ByteBuffer picture = ByteBuffer.allocate(length * size).order(order());
        for (int i = 0; i < size * size; i++) {
            int at = i / size * length + i % size * (pixelBits / Byte.SIZE);
            int under = hasAlpha() ? 0 : pixel(behind, at);
            int alpha = argb[4 * i] & FULL;
            int pixel = over(argb[4 * i + 1], alpha, under, red)
                    | over(argb[4 * i + 2], alpha, under, green)
                    | over(argb[4 * i + 3], alpha, under, blue);
            put(picture, at, hasAlpha() ? pixel | in(alpha, ~(red | green | blue)) : pixel);
        }
        return picture.array();
    }

    /** How bright a square picture is on average, from 0 to 255, as it was sent. */
    int brightness(ByteBuffer picture, int size) {
        long sum = 0;
        for (int i = 0; i < size * size; i++) {
            int pixel = pixel(picture, i / size * rowLength(size) + i % size * (pixelBits / Byte.SIZE));
            sum += 299 * of(pixel, red) + 587 * of(pixel, green) + 114 * of(pixel, blue);
        }
        return (int) (sum / 1000 / Math.max(1, size * size));
    }

    ByteOrder order() {
        return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static int over(byte colour, int alpha, int under, int mask) {
        return in(((colour & FULL) * alpha + of(under, mask) * (FULL - alpha)) / FULL, mask);
    }

    /** A part of a pixel, as a number from 0 to 255. */
    private static int of(int pixel, int mask) {
        long most = Integer.toUnsignedLong(mask) >>> Integer.numberOfTrailingZeros(mask);
        long part = Integer.toUnsignedLong(pixel & mask) >>> Integer.numberOfTrailingZeros(mask);
        return (int) (part * FULL / most);
    }

    private static int in(int value, int mask) {
        long most = Integer.toUnsignedLong(mask) >>> Integer.numberOfTrailingZeros(mask);
        return (int) ((value * most + FULL / 2) / FULL) << Integer.numberOfTrailingZeros(mask);
    }

    private int pixel(ByteBuffer picture, int at) {
        if (pixelBits == 32) return picture.getInt(at);
        int first = Short.toUnsignedInt(picture.getShort(at));
        if (pixelBits == 16) return first;
        int third = Byte.toUnsignedInt(picture.get(at + 2));
        return bigEndian ? first << 8 | third : first | third << 16;
    }

    private void put(ByteBuffer picture, int at, int pixel) {
        if (pixelBits == 32) {
            picture.putInt(at, pixel);
        } else if (pixelBits == 16) {
            picture.putShort(at, (short) pixel);
        } else {
            picture.putShort(at, (short) (bigEndian ? pixel >> 8 : pixel));
            picture.put(at + 2, (byte) (bigEndian ? pixel : pixel >> 16));
        }
    }
}
