package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs all calls to a keychain on one daemon thread, because java-keyring is not safe for more. A caller waits until
 * the deadline at most; while the user is prompted, all callers have the prompt's longer deadline. A thread that hangs
 * is replaced by a new one, a few times.
 */
final class KeychainExecutor {
    private static final int MOST_THREADS = 3;

    private final Function<Backend.PromptMonitor, Backend> backends;
    private final KeychainFailures problem;
    private final Duration patience;
    private final Duration personPatience;
    private final BlockingQueue<PendingCall<?>> calls = new LinkedBlockingQueue<>();
    private @Nullable WorkerThread current;
    private int threads;

    /**
     * @param backends makes the backend of a new thread; opens nothing yet
     * @param patience how long an ordinary call may take
     * @param personPatience how long one may take while a person is being prompted
     */
    KeychainExecutor(
            Function<Backend.PromptMonitor, Backend> backends,
            KeychainFailures problem,
            Duration patience,
            Duration personPatience) {
        this.backends = backends;
        this.problem = problem;
        this.patience = patience;
        this.personPatience = personPatience;
    }

    /**
     * Runs the job and waits for it. One that has not begun when the wait ends never does.
     *
     * @param mayAsk whether a person may be prompted for it
     * @param mayConfirm whether a person may be asked to confirm it
     */
    <T> T call(boolean mayAsk, boolean mayConfirm, BackendTask<T> job) throws StoreUnavailable, InterruptedException {
        PendingCall<T> call = new PendingCall<>(job, mayAsk, mayConfirm, System.nanoTime() + patience.toNanos());
        calls.add(call);
        startThread();
        try {
            while (true) {
                long left = left(call);
                if (left <= 0) throw giveUp(call);
                try {
                    return call.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Unless a person was given more time meanwhile, nothing is left.
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof StoreUnavailable unavailable) throw unavailable;
            if (cause instanceof InterruptedException) throw problem.timedOut(cause);
            throw problem.failed(cause);
        } catch (InterruptedException e) {
            call.cancel(false);
            throw e;
        }
    }

    /**
     * Ends the thread, and what it has open: at once where it has nothing to do, else after the call that is running, for
     * which this waits as long as a call may take. A later call starts a new thread.
     */
    void close() throws InterruptedException {
        WorkerThread ending;
        synchronized (this) {
            ending = current;
            current = null;
        }
        if (ending == null) return;
        // Wakes it where it waits for the next call, and asks for nothing.
        PendingCall<WorkerThread> wake = new PendingCall<>((backend, asker) -> ending, false, false, System.nanoTime());
        wake.cancel(false);
        calls.add(wake);
        ending.join(patience.toMillis());
    }

    private synchronized long left(PendingCall<?> call) {
        long now = System.nanoTime();
        long own = call.deadline - now;
        return current == null || !current.promptShown ? own : Math.max(own, current.personDeadline - now);
    }

    private synchronized StoreUnavailable giveUp(PendingCall<?> call) {
        call.cancel(false);
        calls.remove(call);
        PendingCall<?> running = current == null ? null : current.running;
        if (running != null && left(running) <= 0) replaceThread();
        return problem.timedOut(null);
    }

    /** Gives up the call that is running, as at its deadline. Tests need not wait for that. */
    synchronized void giveUpRunning() {
        PendingCall<?> running = current == null ? null : current.running;
        if (running == null) return;
        running.completeExceptionally(problem.timedOut(null));
        replaceThread();
    }

    private void replaceThread() {
        if (current != null) current.interrupt();
        current = null;
        if (!calls.isEmpty()) startThread();
    }

    private synchronized void startThread() {
        if (current != null || threads >= MOST_THREADS) return;
        threads++;
        current = new WorkerThread();
        current.start();
    }

    private synchronized boolean isCurrent(WorkerThread hand) {
        return current == hand;
    }

    private synchronized void leave(WorkerThread hand) {
        threads--;
        if (current == hand) current = null;
        calls.removeIf(PendingCall::isDone);
        if (!calls.isEmpty()) startThread();
    }

    /** What is asked of the keychain. */
    @FunctionalInterface
    interface BackendTask<T> {
        T run(Backend backend, CancellationToken asker) throws StoreUnavailable, InterruptedException;
    }

    /** The caller. */
    interface CancellationToken {
        /** Ends the job when they have stopped waiting: what they held a lock for must not be written after it. */
        void throwIfCancelled() throws InterruptedException;
    }

    private static final class PendingCall<T> extends CompletableFuture<T> implements CancellationToken {
        private final BackendTask<T> job;
        private final boolean mayAsk;
        private final boolean mayConfirm;
        private final long deadline;

        PendingCall(BackendTask<T> job, boolean mayAsk, boolean mayConfirm, long deadline) {
            this.job = job;
            this.mayAsk = mayAsk;
            this.mayConfirm = mayConfirm;
            this.deadline = deadline;
        }

        void run(Backend backend) {
            if (isDone()) return;
            try {
                complete(job.run(backend, this));
            } catch (StoreUnavailable | InterruptedException | RuntimeException | Error e) {
                completeExceptionally(e);
            }
        }

        @Override
        public void throwIfCancelled() throws InterruptedException {
            if (isDone()) throw new InterruptedException("Nobody waits any more");
        }
    }

    private final class WorkerThread extends Thread implements Backend.PromptMonitor {
        private volatile @Nullable PendingCall<?> running;
        private volatile boolean promptShown;
        private volatile long personDeadline;

        WorkerThread() {
            super("keytray-keychain");
            setDaemon(true);
            // Services and resources are found through this class's loader, not through the host's context class
            // loader.
            setContextClassLoader(KeychainExecutor.class.getClassLoader());
        }

        @Override
        public void run() {
            try (Backend backend = backends.apply(this)) {
                while (isCurrent(this)) {
                    PendingCall<?> call = calls.take();
                    running = call;
                    call.run(backend);
                    running = null;
                }
            } catch (InterruptedException e) {
                // Left behind: another thread has the calls.
            } finally {
                leave(this);
            }
        }

        @Override
        public boolean mayPrompt() {
            PendingCall<?> call = running;
            return call == null || call.mayAsk;
        }

        @Override
        public boolean mayConfirm() {
            PendingCall<?> call = running;
            return call == null || call.mayConfirm;
        }

        @Override
        public void asked() {
            personDeadline = System.nanoTime() + personPatience.toNanos();
            promptShown = true;
        }

        @Override
        public void answered() {
            personDeadline = System.nanoTime() + patience.toNanos();
        }

        @Override
        public boolean isCallerWaiting() {
            PendingCall<?> call = running;
            return (call != null && !call.isDone()) || !calls.isEmpty();
        }
    }
}
