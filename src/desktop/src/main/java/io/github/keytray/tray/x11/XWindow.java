package io.github.keytray.tray.x11;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The window of an icon, which a tray takes into one of its own (XEmbed Protocol). For one thread, that of its display.
 */
final class XWindow {
    /** Changes of a window's place, and its end. */
    static final int STRUCTURE_NOTIFY = 0x2_0000;

    private static final int EXPOSURE = 0x8000;
    /** Button press and release, the pointer's coming and going. */
    private static final int POINTER = 0x4 | 0x8 | 0x10 | 0x20;

    // Requests, by their numbers in the protocol.
    private static final int CREATE_WINDOW = 1;
    private static final int CHANGE_ATTRIBUTES = 2;
    private static final int DESTROY_WINDOW = 4;
    private static final int MAP_WINDOW = 8;
    private static final int GET_GEOMETRY = 14;
    private static final int CREATE_GRAPHICS_CONTEXT = 55;
    private static final int FREE_GRAPHICS_CONTEXT = 60;
    private static final int CLEAR_AREA = 61;
    private static final int PUT_IMAGE = 72;
    private static final int GET_IMAGE = 73;
    private static final int CREATE_COLORMAP = 78;
    private static final int FREE_COLORMAP = 79;

    // What a window has, by its bits in the protocol.
    private static final int BACKGROUND_PIXMAP = 0x1;
    private static final int BACKGROUND_PIXEL = 0x2;
    private static final int BORDER_PIXEL = 0x8;
    private static final int EVENT_MASK = 0x800;
    private static final int COLORMAP = 0x2000;

    private static final int PARENT_RELATIVE = 1;
    private static final int Z_PIXMAP = 2;
    private static final int ANSWER = 32;
    /** What a tray gives an icon at least, as other programs ask for it. */
    private static final int SIZE = 22;

    /** What fits into one request. */
    private static final int LARGEST = 48;

    private static final int MIDDLE = 128;

    private static final int SIZE_HINTS = 18;
    private static final int MIN_SIZE = 0x10;
    private static final int XEMBED_VERSION = 0;
    private static final int XEMBED_MAPPED = 1;

    private final XDisplay display;
    private final XVisual visual;
    private final int id;
    private final int colormap;
    private final int graphicsContext;
    private boolean showsParent;
    private int width = SIZE;
    private int height = SIZE;

    private XWindow(XDisplay display, XVisual visual) {
        this.display = display;
        this.visual = visual;
        id = display.connection().newId();
        colormap = display.connection().newId();
        graphicsContext = display.connection().newId();
    }

    /** Has the server tell of changes of a window. */
    static void selectInput(XDisplay display, int window, int events) {
        display.send(XConnection.request(CHANGE_ATTRIBUTES, 0, 12)
                .putInt(window)
                .putInt(EVENT_MASK)
                .putInt(events));
    }

    /**
     * Makes one that is not shown yet.
     *
     * @param name what it is called where a person looks through the icons
     */
    static XWindow create(XDisplay display, XVisual visual, String name) {
        XWindow window = new XWindow(display, visual);
        window.create();
        window.describe(name);
        return window;
    }

    private void create() {
        display.send(XConnection.request(CREATE_COLORMAP, 0, 12)
                .putInt(colormap)
                .putInt(display.root())
                .putInt(visual.id()));
        display.send(XConnection.request(CREATE_WINDOW, visual.depth(), 44)
                .putInt(id)
                .putInt(display.root())
                .putInt(0)
                .putShort((short) SIZE)
                .putShort((short) SIZE)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(visual.id())
                .putInt(BACKGROUND_PIXEL | BORDER_PIXEL | EVENT_MASK | COLORMAP)
                .putInt(0)
                .putInt(0)
                .putInt(STRUCTURE_NOTIFY | EXPOSURE | POINTER)
                .putInt(colormap));
        display.send(XConnection.request(CREATE_GRAPHICS_CONTEXT, 0, 12)
                .putInt(graphicsContext)
                .putInt(id)
                .putInt(0));
    }

    private void describe(String name) {
        display.setText(id, "WM_NAME", name);
        display.setText(id, "_NET_WM_NAME", name);
        // AWT calls its icons so: rules of desktops and scripts know those of Java programs by it, Keytray's earlier
        // one, too.
        display.setClass(id, "JavaEmbeddedFrame", "Keytray");
        display.setNumbers(id, "_XEMBED_INFO", "_XEMBED_INFO", XEMBED_VERSION, XEMBED_MAPPED);
        // Some trays make a place of one pixel for an icon that does not say how much it needs.
        int[] hints = new int[SIZE_HINTS];
        hints[0] = MIN_SIZE;
        hints[5] = SIZE;
        hints[6] = SIZE;
        display.setNumbers(id, "WM_NORMAL_HINTS", "WM_SIZE_HINTS", hints);
    }

    int id() {
        return id;
    }

    /** The side of the largest square in it, in pixels. */
    int place() {
        return Math.min(width, height);
    }

    boolean contains(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height;
    }

    /** The tray has given it this size; returns whether it is another one. */
    boolean resized(int newWidth, int newHeight) {
        boolean isOther = newWidth != width || newHeight != height;
        width = newWidth;
        height = newHeight;
        return isOther;
    }

    /** It is in this window of the tray now, and shown there. */
    void embedded(int parent) {
        ByteBuffer geometry =
                display.ask(XConnection.request(GET_GEOMETRY, 0, 4).putInt(parent));
        int depth = geometry == null ? 0 : geometry.get(1);
        // A window that shows what is behind it cannot be moved into one of another depth, nor back to the root window.
        boolean fits = depth == visual.depth()
                && depth == display.connection().setup().visual().depth();
        showsParent = fits && !visual.hasAlpha();
        if (showsParent) change(BACKGROUND_PIXMAP, PARENT_RELATIVE);
        display.send(XConnection.request(MAP_WINDOW, 0, 4).putInt(id));
    }

    private void change(int attribute, int value) {
        display.send(XConnection.request(CHANGE_ATTRIBUTES, 0, 12)
                .putInt(id)
                .putInt(attribute)
                .putInt(value));
    }

    /** Whether what is seen through it is dark; null where that cannot be read, or it is not to be seen now. */
    @Nullable
    Boolean isDarkBehind() {
        if (!showsParent || !visual.isKnown()) return null;
        clear();
        int size = Math.min(place(), LARGEST);
        ByteBuffer behind = behind(0, 0, size);
        return behind == null ? null : visual.brightness(behind, size) < MIDDLE;
    }

    private void clear() {
        display.send(XConnection.request(CLEAR_AREA, 0, 12).putInt(id).putInt(0).putInt(0));
    }

    /** Draws a picture in its middle, or as much of its middle as has room. */
    void draw(XPicture whole) {
        if (!visual.isKnown()) return;
        XPicture picture = whole.middle(Math.min(place(), LARGEST));
        int size = picture.size();
        if (!showsParent && !visual.hasAlpha()) change(BACKGROUND_PIXEL, picture.dark() ? 0 : visual.white());
        clear();
        int x = (width - size) / 2;
        int y = (height - size) / 2;
        ByteBuffer behind = visual.hasAlpha() ? ByteBuffer.allocate(0) : behind(x, y, size);
        // It is not to be seen now: it is drawn when it is.
        if (behind == null) return;
        byte[] pixels = visual.picture(picture.argb(), size, behind);
        display.send(XConnection.request(PUT_IMAGE, Z_PIXMAP, 20 + pixels.length)
                .putInt(id)
                .putInt(graphicsContext)
                .putShort((short) size)
                .putShort((short) size)
                .putShort((short) x)
                .putShort((short) y)
                .put((byte) 0)
                .put((byte) visual.depth())
                .putShort((short) 0)
                .put(pixels));
    }

    private @Nullable ByteBuffer behind(int x, int y, int size) {
        ByteBuffer answer = display.ask(XConnection.request(GET_IMAGE, Z_PIXMAP, 16)
                .putInt(id)
                .putShort((short) x)
                .putShort((short) y)
                .putShort((short) size)
                .putShort((short) size)
                .putInt(-1));
        if (answer == null || answer.limit() - ANSWER < visual.rowLength(size) * size) return null;
        return answer.position(ANSWER).slice().order(visual.order());
    }

    void destroy() {
        display.send(XConnection.request(FREE_GRAPHICS_CONTEXT, 0, 4).putInt(graphicsContext));
        display.send(XConnection.request(DESTROY_WINDOW, 0, 4).putInt(id));
        display.send(XConnection.request(FREE_COLORMAP, 0, 4).putInt(colormap));
    }
}
