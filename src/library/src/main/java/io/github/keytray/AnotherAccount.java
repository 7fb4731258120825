package io.github.keytray;

import java.util.ArrayList;
import java.util.List;

/**
 * Signs in a user whom the user did not see in the chooser. A provider may ignore {@code prompt=select_account} and
 * return the user of its browser session. Then it is asked for a new sign-in ({@code prompt=login}, OpenID Connect Core
 * §3.1.2.1); if that does not help either, the user decides.
 */
final class AnotherAccount {
    private final List<StoredUser> notChosen;
    private final AutoLoginWidget widget;
    private final List<StoredUser> notTaken = new ArrayList<>();

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
     * The user who is signed in at last, another one than those not chosen where the provider allows it.
     *
     * @param first who has signed in
     * @param request the request that signed them in
     * @param signIn opens the browser once more
     */
    StoredUser than(StoredUser first, TokenRequest request, SignIn signIn) throws GrantException, InterruptedException {
        StoredUser user = first;
        boolean asked = false;
        while (wasNotChosen(user) && (!asked || widget.shouldWeTryAnotherAccount(user))) {
            asked = true;
            notTaken.add(user);
            user = signIn.by(request.reauthenticate());
        }
        return user;
    }

    /** Who signed in and was not wanted. */
    List<StoredUser> notTaken() {
        return List.copyOf(notTaken);
    }

    private boolean wasNotChosen(StoredUser user) {
        return notChosen.stream()
                .anyMatch(other -> other.user().id().equals(user.user().id()));
    }
}
