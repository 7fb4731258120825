package io.github.keytray.tray;

import io.github.keytray.GrantException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work that may wait for a provider, a keychain or a disk, and so is not for the event dispatch thread. */
@FunctionalInterface
interface BackgroundTask<T> {
    T run() throws GrantException, IOException, InterruptedException;

    /** Has a worker do it; a failure is the cause of the future's own. */
    static <T> CompletableFuture<T> run(Executor workers, BackgroundTask<T> task) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return task.run();
                    } catch (GrantException | IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                workers);
    }
}
