package io.github.keytray;

import java.util.List;

/**
 * All stored users of an account, for the user to choose from. Call it off the event dispatch thread only.
 *
 * @since 0.1
 */
public interface KnownUsers {
    /** The stored users, the default user first, without those removed since. Not empty at first. */
    List<StoredUser> users();

    /**
     * Signs the user out on this machine: deletes them from the store.
     *
     * @throws GrantException.StoreUnavailable when the store did not do so; the user is still there
     */
    void remove(User user) throws GrantException, InterruptedException;
}
