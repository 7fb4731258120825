package io.github.keytray;

import java.time.Duration;
import java.util.Optional;

/**
 * A {@link UserStore} that several threads and processes share. Whoever changes what is stored in answer to what they
 * read does both inside {@link #exclusively}.
 */
public interface AccountStore extends UserStore {
    /**
     * Runs the work while nobody else, in this process or another, runs work on the same account. Not re-entrant.
     *
     * @param patience how long to wait for the others
     * @param work what to do; reads made before it may be stale, so it reads again
     * @throws GrantException.StoreUnavailable with reason {@code BUSY} when the others took longer
     * @throws InterruptedException when interrupted while waiting or working
     */
    <T> T exclusively(Duration patience, Work<T> work) throws GrantException, InterruptedException;

    /** Work to be done alone. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws GrantException, InterruptedException;
    }

    /**
     * Takes the lease of whoever opens a browser, so that several applications do not open several for one account.
     * It holds nobody up but those who want the lease, and goes with a process that dies.
     *
     * @param patience how long to wait for whoever has it
     * @return the lease, to be closed by the same thread; empty when somebody else had it for all that time
     * @throws GrantException.StoreUnavailable when there is no place for one
     */
    Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException;

    /** A lease in hand. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
