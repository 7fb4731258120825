package io.github.keytray.tray.window;

import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.time.Duration;
import javax.swing.JFrame;
import javax.swing.Timer;

/**
 * Gives back what a window takes, as much as all the rest of the tray, when it has been closed for a while. One that is
 * opened again sooner is as it was left. On the event dispatch thread.
 */
public final class ClosedWindow extends ComponentAdapter {
    private final JFrame frame;
    private final Runnable forget;
    private final Timer timer;

    private ClosedWindow(JFrame frame, Duration patience, Runnable forget) {
        this.frame = frame;
        this.forget = forget;
        this.timer = new Timer((int) patience.toMillis(), event -> release());
        timer.setRepeats(false);
    }

    /**
     * Releases the window when it has been closed for so long.
     *
     * @param forget drops every reference to it; it is not shown any more
     */
    public static void releaseAfter(Duration patience, JFrame frame, Runnable forget) {
        frame.addComponentListener(new ClosedWindow(frame, patience, forget));
    }

    @Override
    public void componentHidden(ComponentEvent event) {
        timer.restart();
    }

    @Override
    public void componentShown(ComponentEvent event) {
        timer.stop();
    }

    /** One that is hidden with the window, or that came after the window was closed, would end with it. */
    private boolean hasDialog() {
        for (Window owned : frame.getOwnedWindows()) {
            if (owned.isShowing() || (owned instanceof Dialog && owned.isDisplayable())) return true;
        }
        return false;
    }

    private void release() {
        if (frame.isShowing()) return;
        if (hasDialog()) {
            timer.restart();
            return;
        }
        forget.run();
        frame.removeComponentListener(this);
        frame.dispose();
    }
}
