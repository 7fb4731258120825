package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.DaemonThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A provider is asked for its metadata while the browser is already at the page that was expected. The browser can have a head
 * start: both at once would take the processor from each other.
 */
final class MetadataCheck implements AutoCloseable {
    private final FutureTask<ProviderMetadata> task;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private @Nullable Thread asking;

    /** What is asked. */
    @FunctionalInterface
    interface Question {
        ProviderMetadata ask() throws GrantException, InterruptedException;
    }

    /** What follows from the answer. */
    interface Outcome {
        void came(ProviderMetadata fresh) throws GrantException, InterruptedException;

        void failed(GrantException problem);
    }

    /** @param headStart for how long the browser has the processor to itself, unless the answer is waited for */
    MetadataCheck(Question question, Duration headStart) {
        task = new FutureTask<>(() -> {
            wanted.await(headStart.toMillis(), TimeUnit.MILLISECONDS);
            return question.ask();
        });
    }

    /** Asks, on a thread of its own. */
    void start(Runnable asked, Outcome outcome) {
        Thread thread = new DaemonThread("keytray-metadata", () -> {
            task.run();
            asked.run();
            tell(outcome);
        });
        asking = thread;
        thread.start();
    }

    private void tell(Outcome outcome) {
        try {
            ProviderMetadata fresh = answer();
            if (fresh != null) outcome.came(fresh);
        } catch (GrantException problem) {
            outcome.failed(problem);
        } catch (InterruptedException givenUp) {
            // The thread ends.
        }
    }

    /**
     * Waits for the answer.
     *
     * @return null when it was given up
     */
    @Nullable
    ProviderMetadata answer() throws GrantException, InterruptedException {
        wanted.countDown();
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof GrantException problem) throw problem;
            if (cause instanceof RuntimeException bug) throw bug;
            if (cause instanceof Error error) throw error;
            if (cause instanceof InterruptedException) return null;
            throw new IllegalStateException(cause);
        }
    }

    /** Gives up. */
    @Override
    public void close() {
        if (asking != null) asking.interrupt();
    }
}
