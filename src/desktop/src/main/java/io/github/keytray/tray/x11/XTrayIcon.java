package io.github.keytray.tray.x11;

import io.github.keytray.internal.platform.DaemonThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An icon in the tray of X11, and in each tray that comes after it. AWT's icon takes as much memory as all the rest of the
 * program, and the process ends with the X server. It has a thread of its own; each method is for any thread, and returns at once.
 */
public final class XTrayIcon implements AutoCloseable {
    /** What the icon shows, and what is done with it. Called on the icon's thread. */
    public interface Listener {
        /**
         * The icon as it is now.
         *
         * @param place how many pixels wide and high it can be
         * @param dark whether the tray is dark, or null where it does not say and cannot be read
         * @return null for none yet
         */
        @Nullable
        XPicture picture(int place, @Nullable Boolean dark);

        /** Whether there is a tray: said at the beginning where there is none, and when the icon is in one. */
        void docked(boolean isThere);

        /** A button was pressed and released on the icon, at this place of the screen, in its pixels. */
        void clicked(int button, int x, int y);

        /** The pointer rests on the icon, or rested and does no more. */
        void pointed(boolean rests, int x, int y);

        /** The X server has gone, with the icon, and has not come back. */
        void lost();
    }

    /** The pauses between looks for a server that has gone. That of a session that has ended does not come back in that time. */
    private static final int[] MILLIS_UNTIL_BACK = {
        1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000,
        5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000
    };

    private final Map<String, String> environment;
    private final String name;
    private final Listener listener;
    private final Selector selector;
    private final int[] millisUntilBack;
    private final Thread thread = new DaemonThread("keytray-x11", this::run);
    private volatile boolean isClosed;
    private volatile boolean isChanged;

    private XTrayIcon(
            Map<String, String> environment, String name, Listener listener, Selector selector, int[] millisUntilBack) {
        this.environment = environment;
        this.name = name;
        this.listener = listener;
        this.selector = selector;
        this.millisUntilBack = millisUntilBack;
    }

    /**
     * One that is not shown yet.
     *
     * @param environment the variables that name the X server
     * @param name what the icon is called where a person looks through the icons of a tray
     */
    public static XTrayIcon of(Map<String, String> environment, String name, Listener listener) {
        return of(environment, name, listener, MILLIS_UNTIL_BACK);
    }

    static XTrayIcon of(Map<String, String> environment, String name, Listener listener, int... millisUntilBack) {
        try {
            return new XTrayIcon(environment, name, listener, Selector.open(), millisUntilBack);
        } catch (IOException noFiles) {
            throw new UncheckedIOException(noFiles);
        }
    }

    /** Seeks a tray, and waits for one where there is none. */
    public void start() {
        thread.start();
    }

    /** Has the picture drawn anew, which is another one now. */
    public void redraw() {
        isChanged = true;
        selector.wakeup();
    }

    /** Whether it seeks a tray no more: it was closed, or there is no X server. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
    }

    private void run() {
        boolean wasDocked = false;
        try (selector) {
            do {
                wasDocked |= serve();
            } while (wasDocked && !isClosed && isServerBack());
        } catch (IOException broken) {
            // It ends as with its server.
        }
        if (isClosed) return;
        if (wasDocked) listener.lost();
        else listener.docked(false);
    }

    /** Until the connection ends; returns whether the icon was in a tray. */
    private boolean serve() throws IOException {
        try (XDisplay display = XDisplay.open(environment).orElse(null)) {
            if (display == null) return false;
            display.connection().register(selector);
            XTrayClient client = new XTrayClient(display, name, listener);
            try {
                client.seek();
                while (!isClosed && display.isOpen()) {
                    if (isChanged) {
                        isChanged = false;
                        client.redraw();
                    }
                    long rest = client.work();
                    // What wakes it up before it waits is not lost.
                    if (display.isOpen()) selector.select(rest);
                    selector.selectedKeys().clear();
                }
                client.leave();
            } catch (IOException gone) {
                // The server has gone.
            }
            return client.wasDocked();
        } finally {
            // A connection that is closed ends when its selector looks again.
            if (!isClosed) selector.selectNow();
        }
    }

    private boolean isServerBack() throws IOException {
        for (int millis : millisUntilBack) {
            selector.select(millis);
            if (isClosed) return false;
            try (XDisplay display = XDisplay.open(environment).orElse(null)) {
                if (display != null) return true;
            }
        }
        return false;
    }
}
