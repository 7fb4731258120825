package io.github.keytray.tray;

import com.formdev.flatlaf.FlatLaf;
import java.awt.EventQueue;

/**
 * The look of the windows: put on with the first of them, because it takes memory, and changed with the desktop while they
 * are open. Safe for any thread, but for {@link #wear}.
 */
final class Dress {
    private volatile boolean dark;
    private volatile boolean worn;

    boolean isDark() {
        return dark;
    }

    void setDark(boolean dark) {
        if (this.dark == dark) return;
        this.dark = dark;
        if (worn) EventQueue.invokeLater(this::change);
    }

    /** Call on the event dispatch thread, before a window or a menu. */
    void wear() {
        if (worn) return;
        worn = true;
        Theme.install(dark);
    }

    private void change() {
        Theme.install(dark);
        FlatLaf.updateUI();
    }
}
