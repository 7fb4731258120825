package io.github.keytray.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person at a terminal, if there is one. */
final class Terminal {
    private final InputStream in;
    private final PrintWriter err;
    private final boolean there;
    /** Made when first asked for: its buffers would stay with a tray for as long as that runs. */
    private @Nullable BufferedReader lines;

    Terminal(InputStream in, PrintWriter err, boolean there) {
        this.in = in;
        this.err = err;
        this.there = there;
    }

    /** Whether standard input and output are a terminal. From Java 22 on there is a console without one. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isAttached() {
        Console console = System.console();
        if (console == null) return false;
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    boolean isThere() {
        return there;
    }

    void say(String sentence) {
        err.println(sentence);
        err.flush();
    }

    /** Says it in the place of what was said so last. */
    void sayOver(String sentence) {
        err.print("\r" + sentence + " ");
        err.flush();
    }

    /** Asks a question. No answer is a no. */
    boolean confirm(String question) {
        return ask(question + " [y/N] ").toLowerCase(Locale.ROOT).startsWith("y");
    }

    /**
     * Has one of several things chosen, by its number.
     *
     * @return the index of the chosen one; -1 for none of them, and for no answer
     */
    int choose(List<String> choices, String none, String question) {
        for (int i = 0; i < choices.size(); i++) say("  " + (i + 1) + "  " + choices.get(i));
        say("  0  " + none);
        String answer = ask(question + " [0-" + choices.size() + "] ");
        while (!answer.matches("\\d{1,4}|") || (!answer.isEmpty() && Integer.parseInt(answer) > choices.size())) {
            answer = ask("A number from 0 to " + choices.size() + ": ");
        }
        return answer.isEmpty() ? -1 : Integer.parseInt(answer) - 1;
    }

    /** The line that is the answer; empty for none. */
    private String ask(String question) {
        err.print(question);
        err.flush();
        try {
            if (lines == null) lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            String answer = lines.readLine();
            if (answer == null) err.println();
            return answer == null ? "" : answer.strip();
        } catch (IOException noTerminal) {
            return "";
        }
    }
}
