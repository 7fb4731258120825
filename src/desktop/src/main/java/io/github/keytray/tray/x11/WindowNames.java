package io.github.keytray.tray.x11;

import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.Platform;
import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.AWTEventListenerProxy;
import java.awt.event.WindowEvent;
import java.util.Arrays;
import javax.swing.Timer;

/**
 * Has the desktop know every window of this program by its name, dialogs too: AWT has that of a class, which GNOME writes in
 * its bar. Never used in a host's process.
 */
public final class WindowNames implements AWTEventListener {
    /** By then the window manager has a window that was opened. */
    private static final int MANAGED_MILLIS = 300;

    private WindowNames() {}

    /** From now on; once is enough, and more does no harm. On the event dispatch thread. */
    public static void follow() {
        Toolkit toolkit = Toolkit.getDefaultToolkit();
        boolean follows = Arrays.stream(toolkit.getAWTEventListeners(AWTEvent.WINDOW_EVENT_MASK))
                .anyMatch(listener ->
                        listener instanceof AWTEventListenerProxy proxy && proxy.getListener() instanceof WindowNames);
        if (Platform.current() == Platform.LINUX && !follows) {
            toolkit.addAWTEventListener(new WindowNames(), AWTEvent.WINDOW_EVENT_MASK);
        }
    }

    /** A window that is shown a second time was not opened, says Java; it is active. */
    @Override
    public void eventDispatched(AWTEvent event) {
        if (event.getID() != WindowEvent.WINDOW_OPENED && event.getID() != WindowEvent.WINDOW_ACTIVATED) return;
        Timer managed = new Timer(MANAGED_MILLIS, late -> name());
        managed.setRepeats(false);
        managed.start();
    }

    private static void name() {
        new DaemonThread("keytray-names", () -> WindowManager.name("keytray", "Keytray")).start();
    }
}
