package io.github.keytray.swing;

import io.github.keytray.GrantException;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** BlockingTask on a thread of its own, whose result arrives on the event dispatch thread. Cancelling it interrupts the work. */
final class SignInFuture<T> extends CompletableFuture<T> {
    private final @Nullable Thread worker;

    private SignInFuture(@Nullable BlockingTask<T> work) {
        if (work == null) {
            worker = null;
            return;
        }
        Thread thread = new Thread(() -> run(work), "keytray-sign-in");
        thread.setDaemon(true);
        worker = thread;
    }

    /** BlockingTask that may block and fail. */
    interface BlockingTask<T> {
        T run() throws GrantException, InterruptedException;
    }

    static <T> SignInFuture<T> start(BlockingTask<T> work) {
        SignInFuture<T> future = new SignInFuture<>(work);
        if (future.worker != null) future.worker.start();
        return future;
    }

    /** Ends the work wherever it is: at the browser, in a dialog, on the network, at the keychain. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && worker != null) worker.interrupt();
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new SignInFuture<>(null);
    }

    private void run(BlockingTask<T> work) {
        try {
            T result = work.run();
            SwingUtilities.invokeLater(() -> complete(result));
        } catch (GrantException | RuntimeException | Error failure) {
            SwingUtilities.invokeLater(() -> completeExceptionally(failure));
        } catch (InterruptedException ended) {
            SwingUtilities.invokeLater(() -> cancel(false));
        }
    }
}
