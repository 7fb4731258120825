package io.github.keytray.tray.x11;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an X server says of itself to a program that connects, as far as it is used here (X Window System Protocol, "Connection
 * Setup").
 *
 * @param resourceIdBase the first number for something new of this program
 * @param root the root window of the screen
 * @param visual the way in which the root window shows colours
 * @param visuals all ways in which this screen can
 */
record XSetup(int resourceIdBase, int root, XVisual visual, List<XVisual> visuals) {
    private static final int UNIT = 4;
    private static final int FORMATS = 32;
    private static final int FORMAT_LENGTH = 8;
    private static final int SCREEN_LENGTH = 40;
    private static final int DEPTH_LENGTH = 8;
    private static final int VISUAL_LENGTH = 24;

    /**
     * Reads what follows the first eight bytes.
     *
     * @param screen the number of the screen that is meant
     * @throws RuntimeException where there is no such screen, or this is something else
     */
    static XSetup read(ByteBuffer body, int screen) {
        int formats = FORMATS + (Short.toUnsignedInt(body.getShort(16)) + UNIT - 1) / UNIT * UNIT;
        int count = Byte.toUnsignedInt(body.get(21));
        Map<Integer, Integer> pixelBits = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = formats + i * FORMAT_LENGTH;
            pixelBits.put(Byte.toUnsignedInt(body.get(at)), Byte.toUnsignedInt(body.get(at + 1)));
        }
        int at = formats + count * FORMAT_LENGTH;
        for (int i = 0; i < screen; i++) at = afterScreen(body, at);
        boolean bigEndian = body.get(22) != 0;
        List<XVisual> visuals = visuals(body, at, pixelBits, bigEndian);
        XVisual visual = find(visuals, body.getInt(at + 32));
        if (visual == null) throw new IllegalArgumentException("No visual of the root window");
        return new XSetup(body.getInt(4), body.getInt(at), visual, visuals);
    }

    private static int afterScreen(ByteBuffer body, int screen) {
        int at = screen + SCREEN_LENGTH;
        for (int depths = Byte.toUnsignedInt(body.get(screen + 39)); depths > 0; depths--) at = afterDepth(body, at);
        return at;
    }

    private static int afterDepth(ByteBuffer body, int depth) {
        return depth + DEPTH_LENGTH + VISUAL_LENGTH * Short.toUnsignedInt(body.getShort(depth + 2));
    }

    private static List<XVisual> visuals(
            ByteBuffer body, int screen, Map<Integer, Integer> pixelBits, boolean bigEndian) {
        List<XVisual> visuals = new ArrayList<>();
        int at = screen + SCREEN_LENGTH;
        for (int depths = Byte.toUnsignedInt(body.get(screen + 39)); depths > 0; depths--) {
            int depth = Byte.toUnsignedInt(body.get(at));
            int end = afterDepth(body, at);
            for (int i = at + DEPTH_LENGTH; i < end; i += VISUAL_LENGTH) {
                visuals.add(new XVisual(
                        body.getInt(i),
                        depth,
                        pixelBits.getOrDefault(depth, 0),
                        bigEndian,
                        body.getInt(i + 8),
                        body.getInt(i + 12),
                        body.getInt(i + 16)));
            }
            at = end;
        }
        return visuals;
    }

    /** The visual of this number; the root window's where the screen has none. */
    XVisual visualOf(int id) {
        XVisual found = find(visuals, id);
        return found == null ? visual : found;
    }

    private static @Nullable XVisual find(List<XVisual> visuals, int id) {
        for (XVisual visual : visuals) if (visual.id() == id) return visual;
        return null;
    }
}
