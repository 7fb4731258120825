package io.github.keytray.tray.icon;

import io.github.keytray.tray.theme.PlainText;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import javax.swing.JToolTip;
import javax.swing.JWindow;
import org.jspecify.annotations.Nullable;

/** A few words beside the pointer, which no tray of X11 shows by itself. On the event dispatch thread. */
final class TrayTooltip {
    /** So far from the pointer that it does not come between the two. */
    private static final int DISTANCE = 16;

    private @Nullable Window window;

    void show(String text, Point pointer) {
        hide();
        JToolTip tip = PlainText.in(new JToolTip());
        tip.setTipText(text);
        JWindow shown = new JWindow();
        shown.setName("keytray.tooltip");
        shown.setType(Window.Type.POPUP);
        shown.setFocusableWindowState(false);
        shown.setAlwaysOnTop(true);
        shown.add(tip);
        shown.pack();
        shown.setLocation(place(
                pointer,
                shown,
                GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds()));
        window = shown;
        shown.setVisible(true);
    }

    /** On the side of the pointer that has room. */
    private static Point place(Point pointer, Window tip, Rectangle screen) {
        int right = screen.x + screen.width - tip.getWidth();
        int below = pointer.y + DISTANCE;
        boolean fits = below + tip.getHeight() <= screen.y + screen.height;
        return new Point(
                Math.max(screen.x, Math.min(pointer.x, right)), fits ? below : pointer.y - DISTANCE - tip.getHeight());
    }

    void hide() {
        Window shown = window;
        window = null;
        if (shown != null) shown.dispose();
    }
}
