package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex;

/**
 * Somebody who stays signed in to an account, at one moment.
 *
 * @param entry who, where, by which application and since when it was last used
 * @param state how their sign-in is
 */
public record StoredSignIn(AccountIndex.Entry entry, SignInState state) {
    public Account account() {
        return entry.account();
    }

    public User user() {
        return entry.user();
    }
}
