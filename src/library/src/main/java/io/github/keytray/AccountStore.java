package io.github.keytray;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link UserStore} that several threads and processes share. Beside the default user it stores the other users who
 * have signed in to the account. A caller that reads the store and then changes it because of what it read does both
 * inside {@link #exclusively}.
 *
 * @since 0.1
 */
public interface AccountStore extends UserStore {
    /**
     * The stored users. A failure is an exception, never an empty roster.
     *
     * @throws GrantException.StoreUnavailable when the store cannot be read
     */
    Roster roster() throws GrantException, InterruptedException;

    /**
     * Changes the stored users in one step. On return the change is stored; after an exception the store is unchanged.
     * When the stored entry is unreadable, the change starts from an empty roster; only {@code putDefaultUser(null)}
     * deletes the unreadable entry.
     *
     * @param change a function without side effects
     * @throws GrantException.StoreUnavailable when the change could not be stored
     */
    void change(UnaryOperator<Roster> change) throws GrantException, InterruptedException;

    @Override
    default Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException {
        return roster().defaultUser();
    }

    /** {@inheritDoc} The previous default user stays stored beside the new one. */
    @Override
    default void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException {
        change(roster -> roster.withDefault(user));
    }

    /** All stored users, the default user first. Fails as {@link #roster} does. */
    default List<StoredUser> users() throws GrantException, InterruptedException {
        return roster().users();
    }

    /** The stored user with this {@code sub}; empty when there is none. Fails as {@link #roster} does. */
    default Optional<StoredUser> getUser(String sub) throws GrantException, InterruptedException {
        return roster().user(sub);
    }

    /** Stores the user and leaves the default user as it is. Fails as {@link #change} does. */
    default void putUser(StoredUser user) throws GrantException, InterruptedException {
        change(roster -> roster.with(user));
    }

    /** Deletes the user with this {@code sub}; does nothing when there is none. Fails as {@link #change} does. */
    default void removeUser(String sub) throws GrantException, InterruptedException {
        change(roster -> roster.without(sub));
    }

    /**
     * The users who do not want to be asked again whether to stay signed in. Fails as {@link #roster} does.
     */
    default List<User> declined() throws GrantException, InterruptedException {
        return roster().declined();
    }

    /** Stores whether to ask this user again whether to stay signed in. Fails as {@link #change} does. */
    default void setDeclined(User user, boolean declined) throws GrantException, InterruptedException {
        change(roster -> roster.withDeclined(user, declined));
    }

    /**
     * Runs the work under the account's lock: no other thread or process runs work on the same account meanwhile. The
     * lock is not re-entrant.
     *
     * @param patience how long to wait for the lock
     * @param work what to do; reads made before it may be stale, so it reads again
     * @throws GrantException.StoreUnavailable with reason {@code BUSY} when the lock was not free in that time
     * @throws InterruptedException when interrupted while waiting or working
     */
    <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException;

    /**
     * Runs work that only deletes, as {@link #exclusively} does. A store that cannot lock runs it without a lock,
     * because signing out must always be possible.
     */
    default <T> T deleteExclusively(Duration patience, ExclusiveTask<T> work)
            throws GrantException, InterruptedException {
        return exclusively(patience, work);
    }

    /** ExclusiveTask to be done alone. */
    @FunctionalInterface
    interface ExclusiveTask<T> {
        T run() throws GrantException, InterruptedException;
    }

    /**
     * Takes the login lease, which is held while a browser is open for the account, so that several applications do not
     * open several browsers for it. The lease delays only callers of this method, and it ends with the process that
     * holds it.
     *
     * @param patience how long to wait for another holder
     * @return the lease, to be closed by the same thread; empty when another holder had it all that time
     * @throws GrantException.StoreUnavailable when the store cannot lock
     */
    Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException;

    /** A lease that is held until it is closed. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
