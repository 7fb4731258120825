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
 * Runs what is asked of a keychain on one daemon thread, because java-keyring is not safe for more. Whoever asks waits
 * until the deadline and no longer; while a person is being prompted, everyone has the person's time. A thread that
 * hangs is left behind for a new one, a few times.
 */
final class Worker {
    private static final int MOST_THREADS = 3;

    private final Function<Backend.Person, Backend> backends;
    private final Problem problem;
    private final Duration patience;
    private final Duration personPatience;
    private final BlockingQueue<Call<?>> calls = new LinkedBlockingQueue<>();
    private @Nullable Hand current;
    private int threads;

    /**
     * @param backends makes the backend of a new thread; opens nothing yet
     * @param patience how long an ordinary call may take
     * @param personPatience how long one may take while a person is being prompted
     */
    Worker(Function<Backend.Person, Backend> backends, Problem problem, Duration patience, Duration personPatience) {
        this.backends = backends;
        this.problem = problem;
        this.patience = patience;
        this.personPatience = personPatience;
    }

    /**
     * Runs the job and waits for it. One that has not begun when the wait ends never does.
     *
     * @param mayAsk whether a person may be prompted for it
     */
    <T> T call(boolean mayAsk, Job<T> job) throws StoreUnavailable, InterruptedException {
        Call<T> call = new Call<>(job, mayAsk, System.nanoTime() + patience.toNanos());
        calls.add(call);
        hire();
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

    private synchronized long left(Call<?> call) {
        long now = System.nanoTime();
        long own = call.deadline - now;
        return current == null || !current.personAsked ? own : Math.max(own, current.personDeadline - now);
    }

    private synchronized StoreUnavailable giveUp(Call<?> call) {
        call.cancel(false);
        calls.remove(call);
        Call<?> running = current == null ? null : current.running;
        if (current != null && running != null && left(running) <= 0) {
            current.interrupt();
            current = null;
            if (!calls.isEmpty()) hire();
        }
        return problem.timedOut(null);
    }

    private synchronized void hire() {
        if (current != null || threads >= MOST_THREADS) return;
        threads++;
        current = new Hand();
        current.start();
    }

    private synchronized boolean isCurrent(Hand hand) {
        return current == hand;
    }

    private synchronized void leave(Hand hand) {
        threads--;
        if (current == hand) current = null;
        if (!calls.isEmpty()) hire();
    }

    /** What is asked of the keychain. */
    @FunctionalInterface
    interface Job<T> {
        T run(Backend backend, Asker asker) throws StoreUnavailable, InterruptedException;
    }

    /** Whoever asked. */
    interface Asker {
        /** Ends the job when they have stopped waiting: what they held a lock for must not be written after it. */
        void mustBeWaiting() throws InterruptedException;
    }

    private static final class Call<T> extends CompletableFuture<T> implements Asker {
        private final Job<T> job;
        private final boolean mayAsk;
        private final long deadline;

        Call(Job<T> job, boolean mayAsk, long deadline) {
            this.job = job;
            this.mayAsk = mayAsk;
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
        public void mustBeWaiting() throws InterruptedException {
            if (isDone()) throw new InterruptedException("Nobody waits any more");
        }
    }

    private final class Hand extends Thread implements Backend.Person {
        private volatile @Nullable Call<?> running;
        private volatile boolean personAsked;
        private volatile long personDeadline;

        Hand() {
            super("keytray-keychain");
            setDaemon(true);
        }

        @Override
        public void run() {
            try (Backend backend = backends.apply(this)) {
                while (isCurrent(this)) {
                    Call<?> call = calls.take();
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
        public boolean mayBeAsked() {
            Call<?> call = running;
            return call == null || call.mayAsk;
        }

        @Override
        public void asked() {
            personDeadline = System.nanoTime() + personPatience.toNanos();
            personAsked = true;
        }

        @Override
        public void answered() {
            personDeadline = System.nanoTime() + patience.toNanos();
        }

        @Override
        public boolean isAwaited() {
            Call<?> call = running;
            return (call != null && !call.isDone()) || !calls.isEmpty();
        }
    }
}
