package io.github.keytray.tray;

import io.github.keytray.preauth.KeptSignIn;

/**
 * A line of the list.
 *
 * @param isFirst whether the provider belongs above it
 */
record SignInRow(KeptSignIn signIn, ProviderLook provider, boolean isFirst) {
    /** Whether it is about the same person at the same account, whatever their state. */
    boolean isOf(KeptSignIn other) {
        return signIn.account().equals(other.account())
                && signIn.user().id().equals(other.user().id());
    }
}
