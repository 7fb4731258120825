package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work that a person asked for, and that may wait for a provider, a keychain or a disk. */
public final class BackgroundWork {
    private BackgroundWork() {}

    /** What is to be done. */
    @FunctionalInterface
    public interface Task<T> {
        T run() throws GrantException, IOException, InterruptedException;
    }

    /** Has it done by the executor; the future fails as the work does. */
    public static <T> CompletableFuture<T> start(Executor executor, Task<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        executor.execute(() -> complete(done, work));
        return done;
    }

    /** Does it now. The future is completed by every failure, too, because a caller waits for it. */
    static <T> void complete(CompletableFuture<T> done, Task<T> work) {
        try {
            done.complete(work.run());
        } catch (GrantException | IOException | InterruptedException | RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    /** What the work failed with, of what one of its futures failed with. */
    public static Throwable cause(Throwable problem) {
        Throwable cause = problem.getCause();
        return problem instanceof CompletionException && cause != null ? cause : problem;
    }
}
