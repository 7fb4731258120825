package io.github.keytray;

import java.util.List;

/**
 * Another account than those that the person was shown and did not choose. A provider may ignore {@code
 * prompt=select_account} and bring back whoever has a session in the browser: then it is asked for a new sign-in ({@code
 * prompt=login}, OpenID Connect Core §3.1.2.1), and if that does not help either, the person decides.
 */
final class AnotherAccount {
    private final List<StoredUser> notChosen;
    private final AutoLoginWidget widget;

    AnotherAccount(List<StoredUser> notChosen, AutoLoginWidget widget) {
        this.notChosen = notChosen;
        this.widget = widget;
    }

    /** Asks the person in the browser. */
    @FunctionalInterface
    interface SignIn {
        StoredUser by(TokenRequest request) throws GrantException, InterruptedException;
    }

    /**
     * Whom the person wanted, as far as the provider lets them.
     *
     * @param first who has signed in
     * @param request what brought them
     * @param signIn opens the browser once more
     */
    StoredUser than(StoredUser first, TokenRequest request, SignIn signIn) throws GrantException, InterruptedException {
        StoredUser user = first;
        boolean asked = false;
        while (wasNotChosen(user) && (!asked || widget.shouldWeTryAnotherAccount(user))) {
            asked = true;
            user = signIn.by(request.reauthenticate());
        }
        return user;
    }

    private boolean wasNotChosen(StoredUser user) {
        return notChosen.stream()
                .anyMatch(other -> other.user().id().equals(user.user().id()));
    }
}
