package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.internal.platform.UnusableEnvironmentException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what works here, and what to do about what does not. */
@Command(
        name = "doctor",
        description = {
            "Say what works here, and what to do about what does not.",
            "With an issuer: ask only this provider, and only what it says of itself."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The lines hold no secrets, and can be pasted. The exit code is that of the first which is not OK."
        })
final class DoctorCommand implements Callable<Integer> {
    @ArgGroup(exclusive = false)
    @Nullable
    AccountOptions account;

    @Spec
    CommandSpec spec;

    private final Wiring wiring;

    DoctorCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Check> checks = account == null ? wiring.checks() : ofAccount(account);
        PrintWriter out = spec.commandLine().getOut();
        int exit = ExitCode.DONE;
        for (Check check : checks) {
            try {
                print(out, "OK", check, check.look().at());
            } catch (GrantException problem) {
                print(out, "To do", check, String.valueOf(problem.getMessage()));
                if (exit == ExitCode.DONE) exit = ExitCode.of(problem);
            } catch (RuntimeException | Error fault) {
                // The first touch of AWT, D-Bus or a native library may end in one; the other checks still help.
                print(out, "To do", check, "This cannot be found out here (" + name(fault) + ").");
                if (exit == ExitCode.DONE) exit = ExitCode.INTERNAL_ERROR;
            }
        }
        return exit;
    }

    private List<Check> ofAccount(AccountOptions asked) {
        List<Check> checks = new ArrayList<>(Checks.ofProvider(asked.provider(wiring), wiring.clock()));
        checks.add(new Check("Renewal", () -> renewal(asked.account())));
        return checks;
    }

    /** The stored sign-ins show it: a provider does not say beforehand whether it issues refresh tokens. */
    private String renewal(Account kept) throws GrantException, InterruptedException {
        List<StoredUser> users;
        try {
            users = wiring.keychain(kept, null).users();
        } catch (GrantException.StoreUnavailable unknown) {
            // The check of the keychain says what is wrong with it.
            return "not known, because the keychain cannot be read";
        }
        for (StoredUser user : users) {
            String problem = MissingRefreshToken.sentence(
                    kept.host(), user.token(), wiring.clock().instant());
            if (problem != null) throw new GrantException.InteractionRequired(problem);
        }
        return users.isEmpty() ? "nobody is signed in, so that it is not known yet" : "sign-ins are renewed";
    }

    private static String name(Throwable fault) {
        return fault instanceof UnusableEnvironmentException system
                ? String.valueOf(system.getMessage())
                : fault.getClass().getSimpleName();
    }

    private static void print(PrintWriter out, String verdict, Check check, String text) {
        out.println(String.format(Locale.ROOT, "%-6s %-15s %s", verdict, check.name(), text));
    }
}
