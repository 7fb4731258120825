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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The commands, each in its class, and what a program of its own may do before they run. */
final class Commands {
    /** A compile-time constant, so that its use does not load this class. */
    static final String NOT_WRITTEN =
            "keytray: The output could not be written. Make room, or send it somewhere else, and run it again.";

    /** In the order in which the help lists them. */
    private static final List<String> NAMES =
            List.of("login", "token", "list", "logout", "move", "tray", "status", "doctor");

    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String BUS = "DBUS_SESSION_BUS_ADDRESS";

    private Commands() {}

    /** Runs a command on the person's desktop, and ends the process. */
    static void run(String[] args) {
        Map<String, String> environment = System.getenv();
        // First, because Java reads some of it once, where it loads its network.
        prepare(environment);
        if (usesNetwork(args)) NetworkWarmUp.begin(args);
        // Not System.out, which says nothing of what could not be written.
        OutputStream stream = new FileOutputStream(FileDescriptor.out);
        PrintWriter out = new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, Charset.defaultCharset()), true);
        Terminal terminal = new Terminal(System.in, err, Terminal.isAttached());
        Wiring wiring = new DesktopWiring(environment, terminal);
        System.exit(isPlainTray(args) ? tray(List.of(args), wiring, err) : command(args, wiring, out, err));
    }

    /** What picocli lets through is told as any other fault. */
    private static int command(String[] args, Wiring wiring, PrintWriter out, PrintWriter err) {
        try {
            return run(args, wiring, out, err);
        } catch (RuntimeException | Error fault) {
            return CommandErrorHandler.sentence(fault, List.of(args).contains("--verbose"), err);
        }
    }

    /** Whether the provider is asked, nearly always. The network is made ready beside the reading of the command line. */
    private static boolean usesNetwork(String[] args) {
        return args.length > 1 && (args[0].equals("login") || args[0].equals("token"));
    }

    /** As the desktop starts it. It is there all day, and needs no memory for a command line that it has read. */
    private static boolean isPlainTray(String[] args) {
        List<String> words = List.of(args);
        return !words.isEmpty()
                && words.get(0).equals("tray")
                && TrayOptions.NAMES.containsAll(words.subList(1, words.size()));
    }

    private static int tray(List<String> args, Wiring wiring, PrintWriter err) {
        try {
            return new TrayProgram(wiring, TrayOptions.of(args), err).run();
        } catch (InterruptedException | RuntimeException | Error fault) {
            return CommandErrorHandler.sentence(fault, false, err);
        }
    }

    /** Runs a command to its end. */
    static int run(String[] args, Wiring wiring, Writer out, Writer err) {
        PrintWriter results = new PrintWriter(out, true);
        PrintWriter sentences = new PrintWriter(err, true);
        LoginCommand plain = LoginArguments.read(args, wiring, results, sentences);
        int exit = plain == null
                ? parsed(args, wiring, results, sentences)
                : CommandErrorHandler.run("keytray login", plain, sentences);
        if (!results.checkError()) return exit;
        sentences.println(NOT_WRITTEN);
        return exit == ExitCode.DONE ? ExitCode.INTERNAL_ERROR : exit;
    }

    private static int parsed(String[] args, Wiring wiring, PrintWriter out, PrintWriter err) {
        CommandErrorHandler problems = new CommandErrorHandler();
        CommandLine line = new CommandLine(new Keytray());
        // The line with the command that its first word names: each takes long to describe. With all where it names
        // none.
        Object named = args.length == 0 ? null : command(args[0], wiring, out, err);
        if (named != null) line.addSubcommand(named);
        else addAll(line, wiring, out, err);
        return line.setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(problems)
                .setParameterExceptionHandler(problems)
                .execute(args);
    }

    private static void addAll(CommandLine line, Wiring wiring, PrintWriter out, PrintWriter err) {
        for (String name : NAMES) line.addSubcommand(command(name, wiring, out, err));
        line.addSubcommand(new CommandLine.HelpCommand());
    }

    private static @Nullable Object command(String name, Wiring wiring, PrintWriter out, PrintWriter err) {
        return switch (name) {
            case "login" -> new LoginCommand(wiring, out, err);
            case "token" -> new TokenCommand(wiring);
            case "list" -> new ListCommand(wiring);
            case "logout" -> new LogoutCommand(wiring);
            case "move" -> new MoveCommand(wiring);
            case "tray" -> new TrayCommand(wiring);
            case "status" -> new StatusCommand(wiring);
            case "doctor" -> new DoctorCommand(wiring);
            default -> null;
        };
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
