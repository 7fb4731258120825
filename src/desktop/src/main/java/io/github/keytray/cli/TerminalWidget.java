package io.github.keytray.cli;

import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.KnownUsers;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a person at a terminal. No answer is a no. */
record TerminalWidget(Terminal terminal, String host) implements AutoLoginWidget {
    @Override
    public boolean shouldWeSave(StoredUser user) {
        return terminal.confirm("Stay signed in as " + user.user().username() + " at " + host + "?");
    }

    @Override
    public Optional<User> chooseUser(KnownUsers known) {
        terminal.say("Signed in at " + host + " before:");
        List<StoredUser> users = known.users();
        int chosen =
                terminal.choose(users.stream().map(TerminalWidget::line).toList(), "somebody else", "Who are you?");
        return chosen < 0 ? Optional.empty() : Optional.of(users.get(chosen).user());
    }

    private static String line(StoredUser user) {
        return user.user().username() + (user.token() == null ? " (has to sign in again)" : "");
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
