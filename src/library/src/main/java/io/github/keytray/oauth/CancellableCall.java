package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import org.jspecify.annotations.Nullable;

/**
 * A request to the provider that the user can cancel. Cancelling interrupts its thread, which can tell this from an
 * interrupt by its caller.
 */
final class CancellableCall {
    private @Nullable Thread caller;
    private boolean isCancelled;

    /** What is asked of the provider. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws GrantException, InterruptedException;
    }

    /**
     * Makes the call on this thread.
     *
     * @throws Cancelled when {@link #cancel} was called before the answer came; what has come is not thrown away
     */
    <T> T run(Call<T> call) throws GrantException, InterruptedException {
        begin();
        try {
            return call.make();
        } catch (InterruptedException ended) {
            if (end()) throw cancelled();
            throw ended;
        } finally {
            end();
        }
    }

    /** Ends the call that is under way, and every later one. */
    synchronized void cancel() {
        isCancelled = true;
        if (caller != null) caller.interrupt();
    }

    private synchronized void begin() throws Cancelled {
        if (isCancelled) throw cancelled();
        caller = Thread.currentThread();
    }

    /** The interrupt was for the call, and ends with it. */
    private synchronized boolean end() {
        boolean isOurs = caller != null && isCancelled;
        if (isOurs) Thread.interrupted();
        caller = null;
        return isOurs;
    }

    private static Cancelled cancelled() {
        return new Cancelled("The sign-in was cancelled. Nothing was changed.");
    }
}
