package io.github.keytray.testing;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.swing.JComponent;
import javax.swing.RepaintManager;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test in which the event dispatch thread was blocked, or a component was touched by another thread.
 *
 * <p>A touch is seen where it asks for a repaint or a new layout. A blocked thread is caught in the act: a watcher looks
 * at it every few milliseconds, and an event that has lasted for 50 ms while the thread waits (for a lock, for the
 * network, for a sleep) in Keytray's code, from one look to the next, counts, however busy the machine is; an event that
 * merely computes, or shows a modal dialog, does not.
 */
public final class EdtChecker implements BeforeEachCallback, AfterEachCallback {
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Queue<AssertionError> problems = new ConcurrentLinkedQueue<>();
    private final WatchedQueue queue = new WatchedQueue();
    private RepaintManager before = new RepaintManager();
    private Thread watcher = new Thread();
    /** At the last look, if the thread waited then: Java takes some locks so, too, for a moment. */
    private @Nullable ThreadInfo waiting;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        SwingUtilities.invokeAndWait(() -> {
            before = RepaintManager.currentManager(null);
            RepaintManager.setCurrentManager(new WatchedPainter());
            Toolkit.getDefaultToolkit().getSystemEventQueue().push(queue);
        });
        watcher = new Thread(this::watch, "edt-checker");
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        watcher.interrupt();
        watcher.join();
        SwingUtilities.invokeAndWait(() -> {
            queue.leave();
            RepaintManager.setCurrentManager(before);
        });
        AssertionError problem = problems.poll();
        if (problem != null) throw problem;
    }

    private void watch() {
        try {
            while (!Thread.interrupted()) {
                look();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Thread thread = queue.thread;
        long since = queue.since;
        if (thread == null || since == 0 || System.nanoTime() - since < STALL_NANOS) return;
        // The state and the stack of one moment: between two calls a wait of Swing's own can end.
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        ThreadInfo before = waiting;
        waiting = null;
        if (info == null || info.getThreadState() == Thread.State.RUNNABLE || since != queue.since) return;
        waiting = info;
        if (before == null || !isSameWait(before, info)) return;
        StackTraceElement[] stack = info.getStackTrace();
        if (isOurs(stack)) problems.add(problem("The event dispatch thread was kept waiting", stack));
    }

    private static boolean isSameWait(ThreadInfo one, ThreadInfo other) {
        return one.getBlockedCount() == other.getBlockedCount() && one.getWaitedCount() == other.getWaitedCount();
    }

    /**
     * Keytray's own code, as opposed to its tests. A nested event loop, which is what a modal dialog is, keeps
     * dispatching; and the lock of the toolkit is the toolkit's own affair.
     */
    private static boolean isOurs(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("getNextEvent")
                    || frame.getMethodName().startsWith("awtLock")) return false;
            if (frame.getClassName().startsWith("io.github.keytray.")) {
                return !frame.getClassName().matches(".*(IT|Test)(\\$.*)?|.*\\.testing\\..*");
            }
        }
        return false;
    }

    private static AssertionError problem(String message, StackTraceElement[] stack) {
        AssertionError error = new AssertionError(message);
        error.setStackTrace(stack);
        return error;
    }

    private static final class WatchedQueue extends EventQueue {
        private volatile @Nullable Thread thread;
        private volatile long since;

        @Override
        protected void dispatchEvent(AWTEvent event) {
            thread = Thread.currentThread();
            since = System.nanoTime();
            try {
                super.dispatchEvent(event);
            } finally {
                since = 0;
            }
        }

        void leave() {
            pop();
        }
    }

    private final class WatchedPainter extends RepaintManager {
        @Override
        public synchronized void addInvalidComponent(JComponent component) {
            check(component);
            super.addInvalidComponent(component);
        }

        @Override
        public void addDirtyRegion(JComponent component, int x, int y, int width, int height) {
            check(component);
            super.addDirtyRegion(component, x, y, width, height);
        }

        private void check(JComponent component) {
            if (SwingUtilities.isEventDispatchThread()) return;
            problems.add(problem(
                    component.getClass().getName() + " was touched by "
                            + Thread.currentThread().getName(),
                    Thread.currentThread().getStackTrace()));
        }
    }
}
