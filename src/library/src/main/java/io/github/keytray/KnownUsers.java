package io.github.keytray;

import java.util.List;

/** Everybody who is kept for an account, for the person to choose from. Off the event dispatch thread only. */
public interface KnownUsers {
    /** Those who are kept, the default user first. Never empty at first; without those removed since. */
    List<StoredUser> users();

    /**
     * Signs the user out on this machine: deletes them from the store.
     *
     * @throws GrantException.StoreUnavailable when the store did not do so; the user is still there
     */
    void remove(User user) throws GrantException, InterruptedException;
}
