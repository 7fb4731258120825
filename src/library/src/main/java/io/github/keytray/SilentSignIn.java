package io.github.keytray;

/**
 * A sign-in without the person, who is told at the end what could not be stored.
 *
 * @param refresh returns the stored token, or a new one
 */
record SilentSignIn(SilentRefresh refresh, UnsavedSignIn unsaved, AutoLoginWidget widget) {
    /** The known user with a token for the request. */
    StoredUser of(StoredUser known, TokenRequest request, AccountStore home)
            throws GrantException, InterruptedException {
        SaveResult outcome = refresh.of(known, request, home);
        if (outcome.problem() == null) return outcome.user();
        unsaved.retrySave();
        return unsaved.has(known.user().id()) ? outcome.tell(widget) : outcome.user();
    }
}
