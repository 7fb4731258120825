package io.github.keytray.cli;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.UnusableEnvironmentException;
import io.github.keytray.oauth.Network;
import io.github.keytray.preauth.Redacted;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns what went wrong into one plain line on standard error and an exit code. */
final class CommandErrorHandler
        implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        return exit(problem, name, Keytray.of(command).verbose, command.getErr());
    }

    /** Runs a command whose arguments were read without the library for command lines. */
    static int run(String name, Callable<Integer> command, PrintWriter err) {
        try {
            return command.call();
        } catch (Exception problem) {
            return exit(problem, name, false, err);
        }
    }

    private static int exit(Exception problem, String command, boolean verbose, PrintWriter err) {
        if (problem instanceof WrongUsage usage) {
            return wrongUsage(Redacted.text(String.valueOf(usage.getMessage())), command, err);
        }
        if (problem instanceof GrantException known) {
            err.println("keytray: " + known.getMessage());
            if (verbose) causes(known.getCause(), err);
            return ExitCode.of(known);
        }
        if (problem instanceof InterruptedException) {
            err.println("keytray: The sign-in was cancelled. Nothing was changed.");
            return ExitCode.CANCELLED;
        }
        return sentence(problem, verbose, err);
    }

    /** Says what is no known problem, and gives the exit code. */
    static int sentence(Throwable fault, boolean verbose, PrintWriter err) {
        // The first use of the keychain is in the initializer of a class.
        Throwable first = fault instanceof ExceptionInInitializerError ? fault.getCause() : fault;
        if (first instanceof UnusableEnvironmentException system) {
            err.println("keytray: " + system.getMessage());
        } else {
            err.println("keytray: This is a fault of Keytray's own ("
                    + fault.getClass().getSimpleName() + "). "
                    + (verbose
                            ? "Please report it with what follows."
                            : "Run it again with --verbose, and report it."));
        }
        if (verbose) printInternalError(fault, err);
        return ExitCode.INTERNAL_ERROR;
    }

    /** The details for a developer who fixes the error. */
    private static void printInternalError(Throwable problem, PrintWriter err) {
        causes(problem, err);
        for (StackTraceElement element : problem.getStackTrace()) err.println("    at " + element);
    }

    @Override
    public int handleParseException(CommandLine.ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        return wrongUsage(sentence(problem), command.getCommandSpec().qualifiedName(), command.getErr());
    }

    private static int wrongUsage(String problem, String command, PrintWriter err) {
        err.println("keytray: " + problem);
        err.println("Try: " + command + " --help");
        return ExitCode.WRONG_USAGE;
    }

    /** An argument may be a secret, except the path of a file, which can be as long as a secret. */
    private static String sentence(CommandLine.ParameterException problem) {
        String message = unknownCommand(problem).orElse(String.valueOf(problem.getMessage()));
        boolean aboutFile = problem.getArgSpec() != null && problem.getArgSpec().type() == Network.class;
        return aboutFile ? message : Redacted.text(message);
    }

    /** In place of an argument that fits nowhere; empty for another fault. */
    private static Optional<String> unknownCommand(CommandLine.ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        if (!(problem instanceof CommandLine.UnmatchedArgumentException unmatched) || command.getParent() != null) {
            return Optional.empty();
        }
        String word = unmatched.getUnmatched().get(0);
        if (word.startsWith("-")) return Optional.empty();
        String meant = command.getSubcommands().keySet().stream()
                .filter(name -> isNear(name, word))
                .findFirst()
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        return Optional.of("There is no command \"" + word + "\"." + meant);
    }

    /** Whether they differ in no more than two letters that stand together. */
    private static boolean isNear(String name, String word) {
        int start = 0;
        int shorter = Math.min(name.length(), word.length());
        while (start < shorter && name.charAt(start) == word.charAt(start)) start++;
        int end = 0;
        while (end < shorter - start && name.charAt(name.length() - 1 - end) == word.charAt(word.length() - 1 - end))
            end++;
        return Math.max(name.length(), word.length()) - start - end <= 2 && start + end > 0;
    }

    private static void causes(@Nullable Throwable cause, PrintWriter err) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            err.println("  because: " + c.getClass().getName() + ": " + Redacted.text(String.valueOf(c.getMessage())));
        }
    }
}
