package io.github.keytray;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the default user of one account. Calls may block (a locked keychain asks the person), each with a deadline;
 * never call one on the event dispatch thread.
 */
public interface UserStore {
    /**
     * The default user.
     *
     * @return the user as last put, or empty when nothing is stored; empty never stands for a failure
     * @throws GrantException.StoreUnavailable when the store cannot tell
     */
    Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException;

    /**
     * Stores the default user. On return the user is stored; after an exception, what was stored before still is.
     *
     * @param user the user to keep, or null to delete the one kept
     * @throws GrantException.StoreUnavailable when the user could not be stored or deleted
     */
    void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException;
}
