package io.github.keytray.tray.theme;

import io.github.keytray.tray.text.TrayState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.InflaterInputStream;

/**
 * A drawn picture, square, as its pixels. It is read without AWT, which a tray in a panel does not load before its window is asked
 * for, and without ImageIO, whose classes stay loaded for as long as the tray runs. Only PNG as the icons are kept (ISO/IEC
 * 15948) is understood: eight bits a sample, with alpha, not interlaced.
 */
public final class DrawnPicture {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454e44;
    private static final int EIGHT_BITS_WITH_ALPHA = 0x08060000;
    private static final int CHECKSUM = 4;
    private static final int SAMPLES = 4;

    private static final int LARGEST = 1_024;
    private static final int[] TRAY = {16, 20, 22, 24, 32, 44, 48};

    private final int size;
    private final byte[] argb;

    private DrawnPicture(int size, byte[] argb) {
        this.size = size;
        this.argb = argb;
    }

    /**
     * That of a state, for a place of this size: the largest that fits, or the smallest that there is. None is scaled.
     *
     * @param dark for a dark panel
     */
    public static DrawnPicture ofTray(TrayState state, boolean dark, int place) {
        int size = TRAY[0];
        for (int drawn : TRAY) if (drawn <= place) size = drawn;
        return named(state.picture() + (dark ? "-dark-" : "-") + size);
    }

    static DrawnPicture named(String name) {
        try (InputStream png = DrawnPicture.class.getResourceAsStream(name + ".png")) {
            return read(Objects.requireNonNull(png, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DrawnPicture read(InputStream png) throws IOException {
        DataInputStream in = new DataInputStream(png);
        if (in.readLong() != SIGNATURE) throw new IOException("No PNG");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int size = 0;
        while (true) {
            int length = in.readInt();
            int type = in.readInt();
            if (type == END) break;
            byte[] chunk = in.readNBytes(length);
            in.skipNBytes(CHECKSUM);
            if (type == HEADER) size = size(chunk);
            if (type == DATA) data.write(chunk);
        }
        try (InputStream rows = new InflaterInputStream(new ByteArrayInputStream(data.toByteArray()))) {
            return new DrawnPicture(size, pixels(rows, size));
        }
    }

    private static int size(byte[] header) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(header));
        int size = in.readInt();
        boolean isOurs = in.readInt() == size && in.readInt() == EIGHT_BITS_WITH_ALPHA && in.read() == 0;
        if (!isOurs || size <= 0 || size > LARGEST) throw new IOException("A PNG of another kind");
        return size;
    }

    /** How many pixels wide and high it is. */
    public int size() {
        return size;
    }

    /** The pixels row by row, four bytes each: ARGB. Not copied. */
    public byte[] argb() {
        return argb;
    }

    /** Undoes what each row was filtered by, which is said before it, and puts alpha first. */
    private static byte[] pixels(InputStream in, int size) throws IOException {
        int length = SAMPLES * size;
        byte[] above = new byte[length];
        byte[] argb = new byte[length * size];
        for (int y = 0; y < size; y++) {
            int filter = in.read();
            byte[] row = in.readNBytes(length);
            if (row.length < length) throw new IOException("A PNG without its end");
            for (int i = 0; i < length; i++) {
                int left = i < SAMPLES ? 0 : row[i - SAMPLES] & 255;
                int corner = i < SAMPLES ? 0 : above[i - SAMPLES] & 255;
                row[i] += (byte) predicted(filter, left, above[i] & 255, corner);
            }
            for (int i = 0; i < length; i++) {
                int alphaFirst = i % SAMPLES == SAMPLES - 1 ? i - SAMPLES + 1 : i + 1;
                argb[y * length + alphaFirst] = row[i];
            }
            above = row;
        }
        return argb;
    }

    private static int predicted(int filter, int left, int up, int corner) throws IOException {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> nearest(left, up, corner);
            default -> throw new IOException("No filter of PNG");
        };
    }

    /** The one of the three that is nearest to where they lead (Paeth). */
    private static int nearest(int left, int up, int corner) {
        int fromLeft = Math.abs(up - corner);
        int fromUp = Math.abs(left - corner);
        int fromCorner = Math.abs(left + up - 2 * corner);
        if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
        return fromUp <= fromCorner ? up : corner;
    }
}
