package io.github.keytray;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the default user of one account. Calls may block, because a locked keychain asks the user to unlock it; each
 * has a deadline. Do not call them on the event dispatch thread.
 *
 * @since 0.1
 */
public interface UserStore {
    /**
     * The default user.
     *
     * @return the user as last put, or empty when nothing is stored; empty never stands for a failure
     * @throws GrantException.StoreUnavailable when the store cannot be read
     */
    Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException;

    /**
     * Stores the default user. On return the user is stored; after an exception the store is unchanged.
     *
     * @param user the user to store, or null to delete the stored one
     * @throws GrantException.StoreUnavailable when the user could not be stored or deleted
     */
    void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException;
}
