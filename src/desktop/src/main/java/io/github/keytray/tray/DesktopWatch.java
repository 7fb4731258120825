package io.github.keytray.tray;

import io.github.keytray.internal.platform.DaemonThread;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks at what no desktop tells: when the tray is awake anyway, and every five seconds while something is missing, as the
 * panel of a desktop that only just begins, but not for longer than two minutes. It has a thread of its own, which ends when
 * nothing is to be looked at. Safe for any thread.
 */
final class DesktopWatch implements AutoCloseable {
    private static final int WHILE_MISSING_MILLIS = 5_000;
    private static final int LOOKS_IN_A_ROW = 24;
    /** A look may start a process: each time that the tray wakes up would be too often. */
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** More than from one look to the next. */
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> new DaemonThread("keytray-looks", work));
    private final BooleanSupplier look;
    private final int whileMissingMillis;
    private final long betweenLooksNanos;
    private boolean isDue;
    private int looksInARow;
    private long lastLook;
    private boolean isClosed;

    /** @param look called on this one's thread; returns whether something is missing */
    DesktopWatch(BooleanSupplier look) {
        this(look, WHILE_MISSING_MILLIS, BETWEEN_LOOKS_NANOS);
    }

    DesktopWatch(BooleanSupplier look, int whileMissingMillis, long betweenLooksNanos) {
        this.look = look;
        this.whileMissingMillis = whileMissingMillis;
        this.betweenLooksNanos = betweenLooksNanos;
        this.lastLook = System.nanoTime() - betweenLooksNanos;
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Something begins, or was lost: looks in five seconds, which the desktop is given to say by itself how it is. */
    synchronized void lookSoon() {
        looksInARow = 0;
        lookIn(whileMissingMillis);
    }

    /** Looks now, unless it has just looked, or will soon; returns at once. */
    synchronized void look() {
        if (System.nanoTime() - lastLook >= betweenLooksNanos) lookIn(0);
    }

    private synchronized void lookIn(int millis) {
        if (isDue || isClosed) return;
        timer.schedule(this::lookNow, millis, TimeUnit.MILLISECONDS);
        isDue = true;
    }

    private void lookNow() {
        boolean isMissing = false;
        try {
            isMissing = look.getAsBoolean();
        } catch (RuntimeException | Error bug) {
            // The timer would keep it to itself.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        } finally {
            looked(isMissing);
        }
    }

    private synchronized void looked(boolean isMissing) {
        isDue = false;
        lastLook = System.nanoTime();
        looksInARow = isMissing ? looksInARow + 1 : 0;
        if (isMissing && looksInARow < LOOKS_IN_A_ROW) lookIn(whileMissingMillis);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        timer.shutdown();
    }
}
