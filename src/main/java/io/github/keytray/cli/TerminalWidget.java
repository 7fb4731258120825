package io.github.keytray.cli;

import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import java.time.Duration;

/** Asks a person at a terminal. No answer is a no. */
record TerminalWidget(Terminal terminal, String host) implements AutoLoginWidget {
    @Override
    public boolean shouldWeSave(StoredUser user) {
        return terminal.confirm("Stay signed in as " + user.user().username() + " at " + host + "?");
    }

    @Override
    public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
        terminal.say("Another application is signing in at " + host + ". Finish it there; Ctrl-C cancels.");
        boolean ended = false;
        while (!ended) ended = other.hasEnded(Duration.ofSeconds(1));
        return true;
    }

    @Override
    public boolean shouldWeSignInHere() {
        return terminal.confirm("The sign-in in the other application was cancelled, or not kept. Sign in here?");
    }
}
