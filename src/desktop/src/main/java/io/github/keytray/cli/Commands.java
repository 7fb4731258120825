package io.github.keytray.cli;

import io.github.keytray.tray.setup.Setup;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** The commands, each in its class, and what a program of its own may do before they run. */
final class Commands {
    /** A compile-time constant, so that its use does not load this class. */
    static final String NOT_WRITTEN =
            "keytray: The output could not be written. Make room, or send it somewhere else, and run it again.";

    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String BUS = "DBUS_SESSION_BUS_ADDRESS";

    private Commands() {}

    /** Runs a command on the person's desktop, and ends the process. */
    static void run(String[] args) {
        Map<String, String> environment = System.getenv();
        prepare(environment);
        // Not System.out, which says nothing of what could not be written.
        OutputStream stream = new FileOutputStream(FileDescriptor.out);
        PrintWriter out = new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, Charset.defaultCharset()), true);
        Terminal terminal = new Terminal(System.in, err, Terminal.isAttached());
        Wiring wiring = new DesktopWiring(environment, terminal);
        System.exit(isPlainTray(args) ? tray(args.length == 2, wiring, err) : command(args, wiring, out, err));
    }

    /** What picocli lets through is told as any other fault. */
    private static int command(String[] args, Wiring wiring, PrintWriter out, PrintWriter err) {
        try {
            return run(args, wiring, out, err);
        } catch (RuntimeException | Error fault) {
            return CommandErrorHandler.sentence(fault, List.of(args).contains("--verbose"), err);
        }
    }

    /** As the desktop starts it. It is there all day, and needs no memory for a command line that it has read. */
    private static boolean isPlainTray(String[] args) {
        return args.length > 0
                && args[0].equals("tray")
                && (args.length == 1 || (args.length == 2 && args[1].equals("--hidden")));
    }

    private static int tray(boolean hidden, Wiring wiring, PrintWriter err) {
        try {
            return new TrayProgram(wiring, hidden, err).run();
        } catch (InterruptedException | RuntimeException | Error fault) {
            return CommandErrorHandler.sentence(fault, false, err);
        }
    }

    /** Runs a command to its end. */
    static int run(String[] args, Wiring wiring, Writer out, Writer err) {
        CommandErrorHandler problems = new CommandErrorHandler();
        PrintWriter results = new PrintWriter(out, true);
        PrintWriter sentences = new PrintWriter(err, true);
        int exit = new CommandLine(new Keytray())
                .addSubcommand(new LoginCommand(wiring))
                .addSubcommand(new TokenCommand(wiring))
                .addSubcommand(new ListCommand(wiring))
                .addSubcommand(new LogoutCommand(wiring))
                .addSubcommand(new TrayCommand(wiring))
                .addSubcommand(new StatusCommand(wiring))
                .addSubcommand(new DoctorCommand(wiring))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(results)
                .setErr(sentences)
                .setExecutionExceptionHandler(problems)
                .setParameterExceptionHandler(problems)
                .execute(args);
        if (!results.checkError()) return exit;
        sentences.println(NOT_WRITTEN);
        return exit == ExitCode.DONE ? ExitCode.INTERNAL_ERROR : exit;
    }

    /** What a program of its own may do, and a library must not. */
    private static void prepare(Map<String, String> environment) {
        // By default Java sends no password to an https proxy. A user who sets a proxy password wants it sent.
        if (environment.containsKey(Setup.PROXY_PASSWORD) && System.getProperty(TUNNELING) == null) {
            System.setProperty(TUNNELING, "");
        }
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        if (!linux) return;
        if (environment.getOrDefault("DISPLAY", "").isEmpty()) System.setProperty("java.awt.headless", "true");
        // A Path refuses letters that the locale does not have.
        File bus = new File(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "bus");
        if (environment.getOrDefault(BUS, "").isEmpty() && bus.isAbsolute() && bus.exists()) {
            System.setProperty(BUS, "unix:path=" + bus);
        }
    }
}
