package io.github.keytray.tray.x11;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tray of X11: the window that owns the screen's selection for trays, and what it says of itself (System Tray Protocol). For
 * one thread, that of its display.
 */
record XTrayManager(XDisplay display, int window) {
    /** Says that a tray has come; its second number is the selection. */
    static final String MANAGER = "MANAGER";

    private static final String COLORS = "_NET_SYSTEM_TRAY_COLORS";
    private static final String VISUAL = "_NET_SYSTEM_TRAY_VISUAL";
    private static final int REQUEST_DOCK = 0;
    /** Red, green and blue of the text, each of 16 bits; those of errors, warnings and successes follow. */
    private static final int FOREGROUND = 3;

    private static final long MIDDLE = 0x8000;
    private static final int STRUCTURE_AND_PROPERTIES = XWindow.STRUCTURE_NOTIFY | 0x40_0000;

    /** The selection that the tray of this screen owns. */
    static String selection(int screen) {
        return "_NET_SYSTEM_TRAY_S" + screen;
    }

    /** The tray that there is, whose end and whose properties are told from now on; empty where there is none. */
    static Optional<XTrayManager> of(XDisplay display, String selection) {
        Integer owner = display.owner(selection).orElse(null);
        while (owner != null) {
            XWindow.selectInput(display, owner, STRUCTURE_AND_PROPERTIES);
            // It may have gone before its end is told.
            Integer still = display.owner(selection).orElse(null);
            if (owner.equals(still)) return Optional.of(new XTrayManager(display, owner));
            owner = still;
        }
        return Optional.empty();
    }

    /** In what its icons are to be drawn. */
    XVisual visual() {
        XSetup setup = display.connection().setup();
        long[] wanted = display.numbers(window, VISUAL);
        XVisual visual = wanted.length == 0 ? setup.visual() : setup.visualOf((int) wanted[0]);
        return visual.isKnown() ? visual : setup.visual();
    }

    /** Whether its text is light, so that the panel is dark; null where it does not say. */
    @Nullable
    Boolean isDark() {
        long[] colors = display.numbers(window, COLORS);
        if (colors.length < FOREGROUND) return null;
        return (299 * colors[0] + 587 * colors[1] + 114 * colors[2]) / 1000 >= MIDDLE;
    }

    /** Whether this is the property that its colours are. */
    boolean isColors(int property) {
        return property == display.atom(COLORS);
    }

    /** Asks for a window to be taken in. */
    void dock(int icon) {
        display.tell(window, "_NET_SYSTEM_TRAY_OPCODE", 0, REQUEST_DOCK, icon);
    }
}
