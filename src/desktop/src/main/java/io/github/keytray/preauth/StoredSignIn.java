package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;

/**
 * A user who stays signed in to an account, at one moment.
 *
 * @param entry user, account, application and the day of its last use
 * @param state the state of the sign-in
 */
public record StoredSignIn(IndexedUser entry, SignInState state) {
    public Account account() {
        return entry.account();
    }

    public User user() {
        return entry.user();
    }
}
