package io.github.keytray.tray.x11;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The icon's side of the System Tray Protocol and of XEmbed, by one connection to the X server. For one thread.
 */
final class XTrayClient {
    /** So long after it has come the pointer counts as resting. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    /** A tray has taken the icon in by then. The next pause is twice as long. */
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MOST_TRIES = 6;
    /** A tray that has kept the icon for so long gave it back for another reason than before. */
    private static final long STAY_NANOS = TimeUnit.MINUTES.toNanos(1);

    // Events, by their numbers in the protocol.
    private static final int BUTTON_RELEASE = 5;
    private static final int ENTER = 7;
    private static final int LEAVE = 8;
    private static final int EXPOSE = 12;
    private static final int DESTROY = 17;
    private static final int REPARENT = 21;
    private static final int CONFIGURE = 22;
    private static final int PROPERTY = 28;
    private static final int CLIENT_MESSAGE = 33;
    private static final int KIND = 0x7f;

    private final XDisplay display;
    private final String name;
    private final XTrayIcon.Listener listener;
    private final String selection;
    private @Nullable XTrayManager manager;
    private @Nullable XWindow window;
    private @Nullable XPicture picture;
    /** What the tray says, or null. */
    private @Nullable Boolean dark;

    /** What the tray was when the picture was made. */
    private @Nullable Boolean drawnFor;

    private boolean isEmbedded;
    private long embeddedAt;
    private boolean isUncovered;
    private boolean wasDocked;
    private int tries;
    private long nextTry;
    private boolean isPointed;
    private boolean isResting;
    private long rests;
    private int pointerX;
    private int pointerY;

    XTrayClient(XDisplay display, String name, XTrayIcon.Listener listener) {
        this.display = display;
        this.name = name;
        this.listener = listener;
        selection = XTrayManager.selection(display.screen());
    }

    boolean wasDocked() {
        return wasDocked;
    }

    /** Goes into the tray that there is, and into those that come. */
    void seek() {
        XWindow.selectInput(display, display.root(), XWindow.STRUCTURE_NOTIFY);
        dock();
    }

    private void dock() {
        leave();
        XTrayManager found = XTrayManager.of(display, selection).orElse(null);
        manager = found;
        nextTry = System.nanoTime() + (FIRST_PAUSE_NANOS << tries);
        if (found == null) return;
        dark = found.isDark();
        XWindow fresh = XWindow.create(display, found.visual(), name);
        window = fresh;
        found.dock(fresh.id());
    }

    /** Leaves a tray that has given the icon back, or is at its end: it is asked once more in a while, if it is still there. */
    private void leaveForNow() {
        XTrayManager tray = manager;
        if (isEmbedded && System.nanoTime() - embeddedAt > STAY_NANOS) tries = 0;
        leave();
        manager = tray;
        nextTry = System.nanoTime() + (FIRST_PAUSE_NANOS << tries);
    }

    /** Takes the icon out of its tray. */
    void leave() {
        XWindow left = window;
        window = null;
        manager = null;
        picture = null;
        drawnFor = null;
        isEmbedded = false;
        rest(false);
        isPointed = false;
        if (left != null) left.destroy();
    }

    /** Draws it as it is now. */
    void redraw() {
        picture = null;
        draw();
    }

    private void draw() {
        XWindow shown = window;
        if (shown == null || !isEmbedded) return;
        // Most trays do not say.
        Boolean darkNow = dark == null ? shown.isDarkBehind() : dark;
        // It is not to be seen now.
        if (darkNow == null) darkNow = drawnFor;
        if (picture == null || !Objects.equals(darkNow, drawnFor)) picture = listener.picture(shown.place(), darkNow);
        drawnFor = darkNow;
        if (picture != null) shown.draw(picture);
    }

    /** Does what has come from the server; returns in how many milliseconds there is more to do, or 0 to wait until an event comes. */
    long work() throws IOException {
        do {
            for (ByteBuffer event = next(); event != null; event = next()) handle(event.get(0) & KIND, event);
            if (isUncovered) draw();
            isUncovered = false;
            // What came while it was drawn.
        } while (display.connection().hasEvents());
        if (isPointed && !isResting) return untilRest();
        return manager == null || isEmbedded || tries == MOST_TRIES ? 0 : untilNextTry();
    }

    private @Nullable ByteBuffer next() throws IOException {
        return display.connection().event();
    }

    private long untilRest() {
        long left = rests - System.nanoTime();
        if (left > 0) return TimeUnit.NANOSECONDS.toMillis(left) + 1;
        rest(true);
        return 0;
    }

    private long untilNextTry() {
        long left = nextTry - System.nanoTime();
        if (left > 0) return TimeUnit.NANOSECONDS.toMillis(left) + 1;
        tries++;
        dock();
        // What came while it was asked is to be looked at.
        return 1;
    }

    private void handle(int kind, ByteBuffer event) {
        switch (kind) {
            case CLIENT_MESSAGE -> received(event);
            case DESTROY -> destroyed(event.getInt(8));
            case PROPERTY -> changed(event.getInt(4), event.getInt(8));
            case REPARENT -> reparented(event.getInt(8), event.getInt(12));
            case CONFIGURE -> resized(event);
            case EXPOSE -> isUncovered = true;
            case BUTTON_RELEASE -> clicked(event);
            case ENTER -> pointed(event);
            case LEAVE -> {
                isPointed = false;
                rest(false);
            }
            default -> {}
        }
    }

    /** A new tray has come. */
    private void received(ByteBuffer event) {
        boolean isOurs =
                event.getInt(8) == display.atom(XTrayManager.MANAGER) && event.getInt(16) == display.atom(selection);
        if (!isOurs) return;
        tries = 0;
        dock();
    }

    private void destroyed(int gone) {
        if (manager != null && manager.window() == gone) leave();
        else if (window != null && window.id() == gone) leaveForNow();
    }

    private void changed(int owner, int property) {
        XTrayManager tray = manager;
        if (tray == null || tray.window() != owner || !tray.isColors(property)) return;
        dark = tray.isDark();
        redraw();
    }

    private void reparented(int moved, int parent) {
        XWindow shown = window;
        if (shown == null || moved != shown.id()) return;
        if (parent == display.root()) {
            // It would be a window without a place.
            leaveForNow();
            return;
        }
        shown.embedded(parent);
        isEmbedded = true;
        embeddedAt = System.nanoTime();
        wasDocked = true;
        listener.docked(true);
        draw();
    }

    private void resized(ByteBuffer event) {
        XWindow shown = window;
        if (shown == null || event.getInt(8) != shown.id()) return;
        boolean isOther =
                shown.resized(Short.toUnsignedInt(event.getShort(20)), Short.toUnsignedInt(event.getShort(22)));
        if (isOther) redraw();
    }

    private void clicked(ByteBuffer event) {
        XWindow shown = window;
        if (shown == null || !shown.contains(event.getShort(24), event.getShort(26))) return;
        rest(false);
        isPointed = false;
        listener.clicked(Byte.toUnsignedInt(event.get(1)), event.getShort(20), event.getShort(22));
    }

    private void pointed(ByteBuffer event) {
        isPointed = true;
        rests = System.nanoTime() + REST_NANOS;
        pointerX = event.getShort(20);
        pointerY = event.getShort(22);
    }

    private void rest(boolean now) {
        if (isResting == now) return;
        isResting = now;
        listener.pointed(now, pointerX, pointerY);
    }
}
