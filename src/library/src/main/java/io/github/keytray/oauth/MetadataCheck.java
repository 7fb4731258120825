package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.DaemonThread;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A provider is asked for its metadata while the browser is already at the page that was expected. */
final class MetadataCheck implements AutoCloseable {
    private final FutureTask<ProviderMetadata> task;
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

    MetadataCheck(Question question) {
        task = new FutureTask<>(question::ask);
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
