package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.KeychainMove;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Moves the sign-ins to another keychain. */
@Command(
        name = "move",
        description = "Move all sign-ins from one keychain of this Linux desktop to another.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "KEYCHAIN is gnome-keyring, keepassxc or kwallet. Both keychains have to answer. Every sign-in is read"
                    + " back from",
            "the new keychain before it is deleted in the old one; a move that was interrupted goes on when it is run"
                    + " again."
        })
final class MoveCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            paramLabel = "KEYCHAIN",
            description = "Without it, the keychain that sign-ins are kept in.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "KEYCHAIN", description = "Without it, the desktop's own keychain.")
    @Nullable
    String to;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    MoveCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        KeychainMove move = find().orElse(null);
        PrintWriter out = spec.commandLine().getOut();
        if (move == null) {
            out.println("There is nothing to move: sign-ins are in that keychain already, or nobody is signed in.");
            return ExitCode.DONE;
        }
        List<IndexedUser> moved = move.run();
        for (IndexedUser entry : moved) {
            if (entry.isDeclined()) continue;
            out.println("Moved " + entry.user().username() + " ("
                    + entry.account().host() + ") from " + move.from() + " to " + move.to() + ".");
        }
        out.println("Sign-ins are kept in " + move.to() + " now, and are deleted in " + move.from() + ".");
        for (Account account :
                new LinkedHashSet<>(moved.stream().map(IndexedUser::account).toList())) {
            wiring.tray().changed(account);
        }
        return ExitCode.DONE;
    }

    private Optional<KeychainMove> find() throws GrantException, InterruptedException {
        try {
            return wiring.move(from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
