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
 * The drawn pictures of the icon for panels, which take pixels. They are read without AWT, which a tray in a panel does not
 * load before its window is asked for: it would take half a megabyte for as long as the tray runs. Only PNG as the icons are
 * kept (ISO/IEC 15948) is understood: eight bits a sample, with alpha, not interlaced.
 */
public final class PanelPictures {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454e44;
    private static final int EIGHT_BITS_WITH_ALPHA = 0x08060000;
    private static final int CHECKSUM = 4;
    private static final int SAMPLES = 4;

    private PanelPictures() {}

    /**
     * The pixels of a state's picture, row by row, four bytes each: ARGB.
     *
     * @param dark for a dark panel
     * @param size one of those that it was drawn for
     */
    public static byte[] argb(TrayState state, boolean dark, int size) {
        String name = state.picture() + (dark ? "-dark-" : "-") + size + ".png";
        try (InputStream png = PanelPictures.class.getResourceAsStream(name)) {
            return argb(Objects.requireNonNull(png, name), size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] argb(InputStream png, int size) throws IOException {
        DataInputStream in = new DataInputStream(png);
        if (in.readLong() != SIGNATURE) throw new IOException("No PNG");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (true) {
            int length = in.readInt();
            int type = in.readInt();
            if (type == END) break;
            byte[] chunk = in.readNBytes(length);
            in.skipNBytes(CHECKSUM);
            if (type == HEADER) check(chunk, size);
            if (type == DATA) data.write(chunk);
        }
        try (InputStream rows = new InflaterInputStream(new ByteArrayInputStream(data.toByteArray()))) {
            return pixels(rows, size);
        }
    }

    private static void check(byte[] header, int size) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(header));
        boolean isOurs = in.readLong() == ((long) size << Integer.SIZE | size) && in.readInt() == EIGHT_BITS_WITH_ALPHA;
        if (!isOurs || in.read() != 0) throw new IOException("A PNG of another kind");
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
