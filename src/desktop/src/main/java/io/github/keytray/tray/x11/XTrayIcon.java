package io.github.keytray.tray.x11;

import io.github.keytray.internal.platform.DaemonThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An icon in the tray of X11, and in each tray that comes after it, without AWT, which takes much memory, and ends the process with
 * the X server. It has a thread of its own; each method is for any thread, and returns at once.
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

        /** Whether the icon is in a tray: said each time that it is, and once if it is in none, ten seconds after the start or at its end. */
        void docked(boolean isThere);

        /** A button was pressed and released on the icon, at this place of the screen, in its pixels. */
        void clicked(int button, int x, int y);

        /** The pointer rests on the icon, or rested and does no more. */
        void pointed(boolean rests, int x, int y);

        /**
         * It seeks a tray no more, although it was not closed.
         *
         * @param isServerGone whether it was in a tray whose X server has gone, and has not come back in a minute
         */
        void ended(boolean isServerGone);
    }

    /** The pauses between looks for a server that has gone. That of a session that has ended does not come back in that time. */
    private static final int[] MILLIS_UNTIL_BACK = {
        1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000,
        5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000
    };

    /** By then a tray that is there has the icon, and one that begins with the session is there. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Map<String, String> environment;
    private final String name;
    private final Listener listener;
    private final Selector selector;
    private final int[] millisUntilBack;
    private final Thread thread = new DaemonThread("keytray-x11", this::run);
    private volatile boolean isClosed;
    private volatile boolean isChanged;
    private long deadline;
    private boolean isSaid;

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

    /** Whether it seeks a tray no more. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
    }

    private void run() {
        deadline = System.nanoTime() + PATIENCE;
        boolean isServerGone = false;
        try (selector) {
            isServerGone = serveAll();
        } catch (IOException | RuntimeException bug) {
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, bug);
        }
        if (isClosed) return;
        sayNone();
        listener.ended(isServerGone);
    }

    /** One server after the other; returns whether the icon was in a tray whose server has gone. */
    private boolean serveAll() throws IOException {
        boolean wasDocked = false;
        XDisplay display = XDisplay.open(environment).orElse(null);
        while (display != null) {
            wasDocked |= serve(display);
            isSaid |= wasDocked;
            display = wasDocked && !isClosed ? next() : null;
        }
        return wasDocked;
    }

    /** Until the connection ends; returns whether the icon was in a tray. */
    private boolean serve(XDisplay display) throws IOException {
        XTrayClient client = new XTrayClient(display, name, listener);
        try (display) {
            display.connection().register(selector);
            if (!isClosed) client.seek();
            while (!isClosed && display.isOpen()) {
                if (isChanged) {
                    isChanged = false;
                    client.redraw();
                }
                long millis = client.work();
                isSaid |= client.wasDocked();
                // A call of wakeup before it makes it return at once.
                if (display.isOpen()) selector.select(sooner(millis));
                selector.selectedKeys().clear();
            }
        } catch (IOException gone) {
            // The server has gone.
        } finally {
            client.leave();
        }
        // A connection that is closed ends when its selector looks again.
        if (!isClosed) selector.selectNow();
        return client.wasDocked();
    }

    /** The time until something is to be done, in milliseconds; 0 for when something comes. */
    private long sooner(long millis) {
        if (isSaid) return millis;
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1;
        if (left > 0) return millis == 0 ? left : Math.min(millis, left);
        sayNone();
        return millis;
    }

    private void sayNone() {
        if (!isSaid) listener.docked(false);
        isSaid = true;
    }

    /** The server when it is back; null where it does not come. */
    private @Nullable XDisplay next() throws IOException {
        for (int millis : millisUntilBack) {
            long back = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(back - System.nanoTime())) {
                // News of the sign-ins wakes it up, too.
                selector.select(left);
                if (isClosed) return null;
            }
            XDisplay display = XDisplay.open(environment).orElse(null);
            if (display != null) return display;
        }
        return null;
    }
}
