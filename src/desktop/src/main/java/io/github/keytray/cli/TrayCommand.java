package io.github.keytray.cli;

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
    @Option(names = "--hidden", description = "Do not open the window, as when the session starts.")
    boolean hidden;

    @Option(names = "--paused", description = "Renew nothing until it is resumed in the menu.")
    boolean paused;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    TrayCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new TrayProgram(wiring, hidden, paused, spec.commandLine().getErr()).run();
    }
}
