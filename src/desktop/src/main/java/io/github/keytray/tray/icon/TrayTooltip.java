package io.github.keytray.tray.icon;

import io.github.keytray.tray.theme.PlainText;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.stream.Stream;
import javax.swing.JToolTip;
import javax.swing.JWindow;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/** A few words beside the pointer, which no tray of X11 shows by itself. On the event dispatch thread. */
final class TrayTooltip {
    /** So far from the pointer that it does not lie below it. */
    private static final int DISTANCE = 16;

    private static final int SHOWN_MILLIS = 8_000;

    private final Timer end = new Timer(SHOWN_MILLIS, event -> hide());
    private @Nullable Window window;

    TrayTooltip() {
        end.setRepeats(false);
    }

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
        shown.setLocation(place(pointer, shown, screen(pointer)));
        window = shown;
        shown.setVisible(true);
        end.restart();
    }

    /** The screen that the pointer is on. */
    private static Rectangle screen(Point pointer) {
        GraphicsEnvironment screens = GraphicsEnvironment.getLocalGraphicsEnvironment();
        return Stream.of(screens.getScreenDevices())
                .map(device -> device.getDefaultConfiguration().getBounds())
                .filter(bounds -> bounds.contains(pointer))
                .findFirst()
                .orElseGet(screens::getMaximumWindowBounds);
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
        end.stop();
        if (shown != null) shown.dispose();
    }
}
