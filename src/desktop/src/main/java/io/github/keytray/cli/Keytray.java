package io.github.keytray.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: it only has subcommands. */
@Command(
        name = "keytray",
        description = "Sign in once; applications start signed in.",
        mixinStandardHelpOptions = true,
        versionProvider = Keytray.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The first sign-in, with the address and the client id that your provider gives:",
            "  keytray login --issuer https://login.example.com --client-id my-application",
            "From then on, the same options print a token:",
            "  keytray token --issuer https://login.example.com --client-id my-application",
            "An icon, a window, and sign-ins that are renewed in time:",
            "  keytray tray",
            "What works here, and what to do about what does not:",
            "  keytray doctor"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a fault of Keytray's own, or output that could not be written",
            "2:wrong usage",
            "3:a person has to sign in",
            "4:the person said no, or took too long",
            "5:the provider cannot be reached; nothing stored has changed",
            "6:the provider refused",
            "7:an answer could not be trusted; nothing stored has changed",
            "8:the keychain is absent, locked or out of order"
        })
final class Keytray implements Runnable {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Say also why, without secrets.")
    boolean verbose;

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    Keytray() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "No command. The first sign-in: keytray login --issuer URL --client-id ID, with the address of your"
                        + " provider and the client id that it has registered. All commands: keytray help");
    }

    /** The version of the jar. */
    static String version() {
        String version = Keytray.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    static Keytray of(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) root = root.getParent();
        return root.getCommand();
    }

    /** Says the version. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"keytray " + version()};
        }
    }
}
