package io.github.keytray.preauth;

import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Work that somebody asked for, and that blocks. */
final class BackgroundWork {
    private BackgroundWork() {}

    /** Has it done by the executor; the future fails as the work does. */
    static <T> CompletableFuture<T> start(Executor executor, AccountStore.ExclusiveTask<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        executor.execute(() -> complete(done, work));
        return done;
    }

    /** Does it now. The future is completed by every failure, too, because a caller waits for it. */
    static <T> void complete(CompletableFuture<T> done, AccountStore.ExclusiveTask<T> work) {
        try {
            done.complete(work.run());
        } catch (GrantException | InterruptedException | RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }
}
