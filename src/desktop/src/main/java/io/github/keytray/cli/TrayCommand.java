package io.github.keytray.cli;

import io.github.keytray.keychain.Keychain;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tray: keeps every sign-in fresh, and answers applications, until it is ended. */
@Command(
        name = "tray",
        description = "Keep every sign-in fresh, and hand tokens to applications that ask, until ended.",
        mixinStandardHelpOptions = true)
final class TrayCommand implements Callable<Integer> {
    @Option(names = TrayOptions.HIDDEN, description = "Do not open the window, as when the session starts.")
    boolean hidden;

    @Option(names = TrayOptions.PAUSED, description = "Renew nothing until it is resumed in the menu.")
    boolean paused;

    /** For the tray that another one starts in its place. */
    @Option(names = TrayOptions.REMIND, hidden = true)
    boolean remind;

    /** For the entry that a policy had made: without the policy it starts nothing. */
    @Option(names = TrayOptions.BY_POLICY, hidden = true)
    boolean byPolicy;

    /** For a tray that runs, before it starts anew. */
    @Option(names = TrayOptions.TRY, hidden = true)
    boolean isTrial;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    TrayCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (isTrial) return TrayTrial.isReadable(Keychain.system()) ? ExitCode.DONE : ExitCode.STORE_UNAVAILABLE;
        TrayOptions options = new TrayOptions(hidden, paused, remind, byPolicy);
        return new TrayProgram(wiring, options, spec.commandLine().getErr()).run();
    }
}
