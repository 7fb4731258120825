package io.github.keytray.cli;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Signs out: deletes what is kept, then revokes it. */
@Command(
        name = "logout",
        description = "Sign out: delete what is kept, then revoke it at the provider.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogoutCommand implements Callable<Integer> {
    @Mixin
    AccountOptions account;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    LogoutCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        SignIn signIn = SignIn.silent(account, wiring);
        Optional<StoredUser> gone = signIn.grant().forget();
        if (gone.isEmpty()) {
            spec.commandLine().getOut().println("Nobody was signed in.");
            return ExitCode.DONE;
        }
        spec.commandLine().getOut().println("Signed out " + gone.get().user().username() + ".");
        if (gone.get().token() == null) return ExitCode.DONE;
        try {
            signIn.endpoint().revoke(gone.get().token());
        } catch (GrantException notRevoked) {
            spec.commandLine()
                    .getErr()
                    .println("keytray: Nothing is kept here any more, but the provider could not be told: "
                            + notRevoked.getMessage());
        }
        return ExitCode.DONE;
    }
}
