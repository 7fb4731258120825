package io.github.keytray.tray;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what no desktop tells: whenever the tray is awake anyway, and every five seconds while something is missing, as
 * the panel of a desktop that only just begins, but not for longer than two minutes. It has a thread of its own. Safe for
 * any thread.
 */
final class DesktopWatch implements AutoCloseable {
    private static final int WHILE_MISSING_MILLIS = 5_000;
    private static final int LOOKS_IN_A_ROW = 24;

    private final Timer timer = new Timer("keytray-looks", true);
    private final BooleanSupplier look;
    private final int whileMissingMillis;
    /** On the timer's thread. */
    private int looksInARow;

    private @Nullable TimerTask next;
    private boolean isClosed;

    /** @param look called on this one's thread; returns whether something is missing */
    DesktopWatch(BooleanSupplier look) {
        this(look, WHILE_MISSING_MILLIS);
    }

    DesktopWatch(BooleanSupplier look, int whileMissingMillis) {
        this.look = look;
        this.whileMissingMillis = whileMissingMillis;
    }

    /** Looks in a moment: at first the desktop is given time to say by itself how it is. */
    void start() {
        lookIn(whileMissingMillis);
    }

    /** Looks now, unless it will soon; returns at once. */
    void look() {
        lookIn(0);
    }

    private synchronized void lookIn(int millis) {
        if (next != null || isClosed) return;
        next = new TimerTask() {
            @Override
            public void run() {
                looksInARow = look.getAsBoolean() ? looksInARow + 1 : 0;
                looked();
                if (looksInARow > 0 && looksInARow < LOOKS_IN_A_ROW) lookIn(whileMissingMillis);
            }
        };
        timer.schedule(next, millis);
    }

    private synchronized void looked() {
        next = null;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        timer.cancel();
    }
}
