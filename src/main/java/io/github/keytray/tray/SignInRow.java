package io.github.keytray.tray;

import io.github.keytray.preauth.KeptSignIn;

/**
 * A line of the list.
 *
 * @param provider what people call the provider
 * @param isFirst whether the provider's name belongs above it
 */
record SignInRow(KeptSignIn signIn, String provider, boolean isFirst) {
    /** Whether it is about the same person at the same account, whatever their state. */
    boolean isOf(KeptSignIn other) {
        return signIn.account().equals(other.account())
                && signIn.user().id().equals(other.user().id());
    }
}
