package io.github.keytray.tray.window;

import io.github.keytray.tray.x11.WindowManager;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a window to the front on desktops that prevent windows from doing so: it asks the window manager, then shows
 * the window anew, and tells the user where the window is when neither helps. On the event dispatch thread.
 */
public final class Foreground {
    /** A window that is not in front by then stays where it is. */
    private static final int PATIENCE_MILLIS = 900;

    private final Asking asking;
    private final Executor workers;
    private final Supplier<@Nullable String> token;
    private final Runnable stuck;
    private boolean isTrying;

    /** How the window manager is asked. Blocks for a moment. */
    @FunctionalInterface
    public interface Asking {
        /**
         * Asks for the window to be brought to the front.
         *
         * @param token the activation token of the person's click (xdg-activation), or null
         * @return whether there is a window manager that knows the window
         */
        boolean activate(String title, @Nullable String token);
    }

    /**
     * Prepares.
     *
     * @param token what the desktop gave with the click that asked for the window
     * @param stuck tells the person that the window is behind others; on any thread
     */
    public Foreground(Asking asking, Executor workers, Supplier<@Nullable String> token, Runnable stuck) {
        this.asking = asking;
        this.workers = workers;
        this.token = token;
        this.stuck = stuck;
    }

    /** By the hints of window managers on X11; nothing where there are none. */
    public static Asking windowManager(boolean isX11) {
        return isX11 ? WindowManager::activate : (title, token) -> false;
    }

    public void raise(JFrame frame) {
        boolean wasShowing = frame.isShowing();
        frame.setVisible(true);
        frame.setExtendedState(frame.getExtendedState() & ~JFrame.ICONIFIED);
        frame.toFront();
        if (isTrying) return;
        isTrying = true;
        String given = token.get();
        ask(frame, given, () -> {
            if (wasShowing) {
                frame.setVisible(false);
                frame.setVisible(true);
                frame.toFront();
            }
            ask(frame, given, () -> {
                isTrying = false;
                stuck.run();
            });
        });
    }

    private void ask(JFrame frame, @Nullable String given, Runnable otherwise) {
        if (isInFront()) {
            isTrying = false;
            return;
        }
        String title = frame.getTitle();
        CompletableFuture.supplyAsync(() -> asking.activate(title, given), workers)
                .whenComplete((isKnown, fault) -> SwingUtilities.invokeLater(() -> {
                    if (fault == null && isKnown) await(frame, otherwise);
                    else isTrying = false;
                }));
    }

    /** A window manager takes a moment; on a busy machine the question itself does, too, and is waited for before. */
    private void await(JFrame frame, Runnable otherwise) {
        Timer patience = new Timer(PATIENCE_MILLIS, event -> {
            if (isInFront() || !frame.isShowing()) isTrying = false;
            else otherwise.run();
        });
        patience.setRepeats(false);
        patience.start();
    }

    /** Java goes on calling a window active that was closed while it was. */
    private static boolean isInFront() {
        Window active = KeyboardFocusManager.getCurrentKeyboardFocusManager().getActiveWindow();
        return active != null && active.isShowing();
    }
}
