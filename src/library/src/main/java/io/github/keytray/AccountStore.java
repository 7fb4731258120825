package io.github.keytray;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link UserStore} that several threads and processes share, and that keeps, beside the default user, whoever else
 * has signed in to the account. Whoever changes what is stored in answer to what they read does both inside
 * {@link #exclusively}.
 */
public interface AccountStore extends UserStore {
    /**
     * Who is kept; an empty roster never stands for a failure.
     *
     * @throws GrantException.StoreUnavailable when the store cannot tell
     */
    Roster roster() throws GrantException, InterruptedException;

    /**
     * Changes who is kept, in one step: on return the change is stored; after an exception, what was stored before still
     * is. Where what is stored cannot be read, an empty roster is changed; only {@code putDefaultUser(null)} deletes it.
     *
     * @param change a function without side effects
     * @throws GrantException.StoreUnavailable when the change could not be stored
     */
    void change(UnaryOperator<Roster> change) throws GrantException, InterruptedException;

    @Override
    default Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException {
        return roster().defaultUser();
    }

    /** {@inheritDoc} Whoever was the default user before stays kept beside the new one. */
    @Override
    default void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException {
        change(roster -> roster.withDefault(user));
    }

    /** Everybody who is kept, the default user first. As {@link #roster}. */
    default List<StoredUser> users() throws GrantException, InterruptedException {
        return roster().users();
    }

    /** The user with this {@code sub}, if they are kept. As {@link #roster}. */
    default Optional<StoredUser> getUser(String sub) throws GrantException, InterruptedException {
        return roster().user(sub);
    }

    /** Keeps the user; the default user stays who it is. As {@link #change}. */
    default void putUser(StoredUser user) throws GrantException, InterruptedException {
        change(roster -> roster.with(user));
    }

    /** Deletes the user with this {@code sub}; one who is not kept is deleted already. As {@link #change}. */
    default void removeUser(String sub) throws GrantException, InterruptedException {
        change(roster -> roster.without(sub));
    }

    /** For whom not to ask again whether to stay signed in. As {@link #roster}. */
    default List<User> declined() throws GrantException, InterruptedException {
        return roster().declined();
    }

    /** Remembers, or forgets, not to ask for the user. As {@link #change}. */
    default void setDeclined(User user, boolean declined) throws GrantException, InterruptedException {
        change(roster -> roster.withDeclined(user, declined));
    }

    /**
     * Runs the work while nobody else, in this process or another, runs work on the same account. Not re-entrant.
     *
     * @param patience how long to wait for the others
     * @param work what to do; reads made before it may be stale, so it reads again
     * @throws GrantException.StoreUnavailable with reason {@code BUSY} when the others took longer
     * @throws InterruptedException when interrupted while waiting or working
     */
    <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException;

    /**
     * Runs work that only deletes, as {@link #exclusively} does. A store that can have no lock runs it all the same: a
     * person who signs out must get out.
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
