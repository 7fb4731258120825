package io.github.keytray.swing;

import io.github.keytray.GrantException;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * The future of work on a separate thread. It completes on the event dispatch thread, also by a cancellation, which
 * interrupts the work. Where there is no event dispatch thread it completes on the worker thread.
 */
final class SignInFuture<T> extends CompletableFuture<T> {
    private @Nullable Thread worker;
    private boolean isCancelWanted;

    private SignInFuture() {}

    /** BlockingTask that may block and fail. */
    interface BlockingTask<T> {
        T run() throws GrantException, InterruptedException;
    }

    static <T> SignInFuture<T> start(Workers workers, BlockingTask<T> work) {
        SignInFuture<T> future = new SignInFuture<>();
        try {
            if (!workers.start("keytray-sign-in", new Work<>(future, work))) future.cancel(false);
        } catch (RuntimeException | Error noThread) {
            deliver(() -> future.completeExceptionally(noThread));
        }
        return future;
    }

    /**
     * Cancels the work in any step: browser, dialog, network or keychain. The work is interrupted at once. Called on
     * another thread than the event dispatch thread, the future is cancelled on that thread a moment later.
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) return isCancelled();
        synchronized (this) {
            isCancelWanted = true;
            if (worker != null) worker.interrupt();
        }
        return deliver(() -> super.cancel(mayInterruptIfRunning));
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new SignInFuture<>();
    }

    private void run(BlockingTask<T> work) {
        if (!begin()) return;
        try {
            T result = work.run();
            deliver(() -> isWanted() ? complete(result) : super.cancel(false));
        } catch (GrantException | RuntimeException | Error failure) {
            deliver(() -> isWanted() ? completeExceptionally(failure) : super.cancel(false));
        } catch (InterruptedException ended) {
            deliver(() -> super.cancel(false));
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        worker = Thread.currentThread();
        return !isCancelWanted;
    }

    /** From here on an interrupt would hit other work of the same thread. */
    private synchronized void end() {
        worker = null;
    }

    private synchronized boolean isWanted() {
        return !isCancelWanted;
    }

    /** True also when it has been put off. */
    private static boolean deliver(Completion completion) {
        if (isPutOff(completion)) return true;
        return completion.now();
    }

    /** False on the event dispatch thread, and where there is none. */
    private static boolean isPutOff(Completion completion) {
        try {
            if (SwingUtilities.isEventDispatchThread()) return false;
            SwingUtilities.invokeLater(completion::now);
            return true;
        } catch (RuntimeException | Error noEventQueue) {
            // AWTError where the display is gone, and NoClassDefFoundError from then on.
            return false;
        }
    }

    /** How a future ends. */
    @FunctionalInterface
    private interface Completion {
        boolean now();
    }

    /** Not a lambda: every start makes one. */
    private record Work<T>(SignInFuture<T> future, BlockingTask<T> task) implements Runnable {
        @Override
        public void run() {
            future.run(task);
        }
    }
}
