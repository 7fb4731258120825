package io.github.keytray;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Work that a caller waits for and that is finished even if the caller stops waiting. Once a refresh token was sent,
 * the provider may have replaced it, and the new one must be stored. An interrupted caller returns at once. Work that
 * has not reached {@link #mustFinish} is then given up; other work goes on in the background, and the end of the
 * process waits a moment for it.
 */
final class DetachedTask {
    /** The longest time that the end of the process is delayed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private @Nullable Thread worker;
    private @Nullable Thread hook;
    private boolean isGivenUp;

    private DetachedTask() {}

    /** The work. */
    @FunctionalInterface
    interface Job<T> {
        T run(DetachedTask task) throws GrantException, InterruptedException;
    }

    /** Runs the work on a thread of its own, and waits for it. */
    static <T> T run(Job<T> job) throws GrantException, InterruptedException {
        DetachedTask task = new DetachedTask();
        FutureTask<T> future = new FutureTask<>(() -> task.work(job));
        Thread thread = new Thread(future, "keytray-renewal");
        thread.setDaemon(true);
        task.worker = thread;
        thread.start();
        try {
            return future.get();
        } catch (InterruptedException e) {
            task.giveUp();
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof GrantException problem) throw problem;
            if (cause instanceof InterruptedException interrupted) throw interrupted;
            if (cause instanceof Error error) throw error;
            throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
        }
    }

    /**
     * Does the work in the background. Only the end of the process waits for it, for a moment. Its failures are
     * ignored.
     */
    static void behind(String name, Job<?> job) {
        DetachedTask task = new DetachedTask();
        Thread thread = new Thread(
                () -> {
                    try {
                        task.work(job);
                    } catch (GrantException | InterruptedException notDone) {
                        // Nothing depends on it.
                    }
                },
                name);
        thread.setDaemon(true);
        try {
            // Before it begins: the process may be about to end.
            task.mustFinish(thread);
            thread.start();
        } catch (InterruptedException ending) {
            // Nothing depends on it.
        }
    }

    private <T> T work(Job<T> job) throws GrantException, InterruptedException {
        try {
            return job.run(this);
        } finally {
            finished();
        }
    }

    /**
     * From here on the work is finished even when its caller has stopped waiting.
     *
     * @throws InterruptedException when the caller has stopped waiting or the process is ending; then the work must not
     *     begin
     */
    void mustFinish() throws InterruptedException {
        mustFinish(Thread.currentThread());
    }

    private synchronized void mustFinish(Thread working) throws InterruptedException {
        if (isGivenUp) throw new InterruptedException("Nobody waits for the renewal any more");
        // The tray waits for threads with this name, before another program goes on in its process.
        Thread waiting = new Thread(() -> await(working), "keytray-exit");
        try {
            // The hook is removed with the end of the work: the host's own shutdown is not changed longer than needed.
            Runtime.getRuntime().addShutdownHook(waiting);
        } catch (IllegalStateException ending) {
            throw new InterruptedException("The process is ending");
        }
        hook = waiting;
    }

    private synchronized void giveUp() {
        isGivenUp = true;
        if (hook == null && worker != null) worker.interrupt();
    }

    private synchronized void finished() {
        Thread waiting = hook;
        if (waiting == null) return;
        try {
            Runtime.getRuntime().removeShutdownHook(waiting);
        } catch (IllegalStateException ending) {
            // The process is waiting for this thread, which ends now.
        }
    }

    private static void await(Thread working) {
        try {
            working.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
