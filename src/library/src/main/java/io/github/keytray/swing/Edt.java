package io.github.keytray.swing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;

/** Calls from a worker to the event dispatch thread, and the check that blocking calls are not made on it. */
final class Edt {
    private Edt() {}

    /** Runs on the event dispatch thread and waits for the result, interruptibly. */
    static <T> T call(Supplier<T> work) throws InterruptedException {
        return call(work, unwanted -> {});
    }

    /**
     * Runs on the event dispatch thread and waits for the result, interruptibly. An interrupted caller does not get it: work
     * that has not begun is not done then, and what it has made is closed.
     *
     * @param close closes the result, on the event dispatch thread
     */
    static <T> T call(Supplier<T> work, Consumer<? super T> close) throws InterruptedException {
        refuse("wait for a window");
        CompletableFuture<T> result = new CompletableFuture<>();
        SwingUtilities.invokeLater(() -> {
            if (result.isCancelled()) return;
            try {
                T made = work.get();
                if (!result.complete(made)) close.accept(made);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return await(result);
        } catch (InterruptedException interrupted) {
            // It may have been completed at this very moment.
            if (!result.cancel(false)) result.thenAccept(made -> SwingUtilities.invokeLater(() -> close.accept(made)));
            throw interrupted;
        }
    }

    /** Runs on the event dispatch thread, as an event of its own, and waits for its end, interruptibly. */
    static void run(Runnable work) throws InterruptedException {
        call(() -> {
            work.run();
            return true;
        });
    }

    static <T> T await(CompletableFuture<T> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    /** @throws TimeoutException when there is no result by then */
    static <T> T await(CompletableFuture<T> result, Duration patience) throws InterruptedException, TimeoutException {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) throw error;
        return e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
    }

    /** What blocks must not be called on the event dispatch thread: every window would stand still. */
    static void refuse(String what) {
        if (SwingUtilities.isEventDispatchThread()) {
            throw new IllegalStateException("The event dispatch thread must not " + what + ". Use a worker thread.");
        }
    }
}
