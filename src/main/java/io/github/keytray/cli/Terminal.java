package io.github.keytray.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/** A person at a terminal, if there is one. */
final class Terminal {
    private final InputStream in;
    private final PrintWriter err;
    private final boolean there;

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

    /** Asks a question. No answer is a no. */
    boolean confirm(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            if (answer == null) err.println();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}
