package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.oauth.Logout;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that the provider signed in the same account again although another was wanted, and offers to sign out there
 * first. Used by a worker, which waits for the person.
 */
record SameAccountPrompt(
        @Nullable Window owner,
        Messages messages,
        Account account,
        @Nullable Logout logout) {
    private static final String SIGN_OUT = "same.signout";
    private static final String AGAIN = "same.again";
    private static final String STAY = "same.stay";

    /** Whether the person wants the browser once more; closing the window means no. */
    boolean isToBeTriedAgain(StoredUser same) throws InterruptedException {
        Token token = same.token();
        boolean offersSignOut = logout != null && token != null;
        while (true) {
            List<String> options = new ArrayList<>(List.of(AGAIN, STAY));
            if (offersSignOut) options.add(0, SIGN_OUT);
            int chosen = prompt(same, options).ask();
            String option = chosen < 0 ? STAY : options.get(chosen);
            if (!option.equals(SIGN_OUT) || logout == null || token == null) return option.equals(AGAIN);
            // The provider may ask something there: the person says when it is done.
            offersSignOut = false;
            signOut(logout, token);
        }
    }

    private static void signOut(Logout logout, Token token) throws InterruptedException {
        try {
            logout.endSession(token);
        } catch (GrantException notTold) {
            // The prompt that comes back says what the person can do.
            return;
        }
    }

    private Prompt prompt(StoredUser same, List<String> options) {
        String name = same.user().username();
        return new Prompt(
                owner,
                messages,
                "browser",
                messages.get("same.title"),
                messages.get("same.heading", account.host(), name),
                List.of(messages.get("same.text", account.host())),
                options.stream()
                        .map(key -> Messages.ButtonLabel.of(messages.get(key, name)))
                        .toArray(Messages.ButtonLabel[]::new));
    }
}
