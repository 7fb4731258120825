package io.github.keytray.tray.window;

import io.github.keytray.preauth.StoredSignIn;

/**
 * A line of the list.
 *
 * @param isFirst whether the provider belongs above it
 */
record SignInRow(StoredSignIn signIn, ProviderLabel provider, boolean isFirst) {
    /** Whether it is about the same user and account, in any state. */
    boolean isOf(StoredSignIn other) {
        return signIn.account().equals(other.account())
                && signIn.user().id().equals(other.user().id());
    }
}
