package io.github.keytray.swing;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The variable {@code BROWSER} as desktops read it: commands apart by colons (by semicolons on Windows), words in quotes
 * where they have blanks, and the page as {@code %s} or as the last word. A path with blanks that is a program needs no
 * quotes.
 */
final class BrowserVariable {
    private static final String SPECIAL = " \t'\"\\";

    private final boolean windows;

    BrowserVariable(boolean windows) {
        this.windows = windows;
    }

    /** The commands, each in its words. */
    List<List<String>> commands(String variable) {
        return split(variable).stream()
                .map(String::strip)
                .filter(command -> !command.isEmpty())
                .map(this::command)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private List<String> split(String variable) {
        List<String> commands = new ArrayList<>();
        char quote = 0;
        int start = 0;
        for (int i = 0; i < variable.length(); i++) {
            char letter = variable.charAt(i);
            if (quote == 0 && letter == (windows ? ';' : ':')) {
                commands.add(variable.substring(start, i));
                start = i + 1;
            } else {
                quote = quote(quote, letter);
            }
        }
        commands.add(variable.substring(start));
        return commands;
    }

    private List<String> command(String command) {
        for (int end = command.length(); end > 0; end = command.lastIndexOf(' ', end - 1)) {
            String program = command.substring(0, end);
            if (program.contains(" ") && isProgram(program)) {
                return Stream.concat(Stream.of(program), words(command.substring(end)).stream())
                        .toList();
            }
        }
        return words(command);
    }

    private List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char letter = command.charAt(i);
            char next = i + 1 < command.length() ? command.charAt(i + 1) : 0;
            if (letter == '\\' && !windows && quote != '\'' && SPECIAL.indexOf(next) >= 0 && next != 0) {
                word.append(next);
                isWord = true;
                i++;
            } else if (quote(quote, letter) != quote) {
                quote = quote(quote, letter);
                isWord = true;
            } else if (quote == 0 && Character.isWhitespace(letter)) {
                if (isWord) words.add(word.toString());
                word.setLength(0);
                isWord = false;
            } else {
                word.append(letter);
                isWord = true;
            }
        }
        if (isWord) words.add(word.toString());
        return words;
    }

    /** The quote that is open after this letter, or 0. */
    private static char quote(char open, char letter) {
        if (open == letter) return 0;
        return open == 0 && (letter == '"' || letter == '\'') ? letter : open;
    }

    private static boolean isProgram(String path) {
        try {
            return Path.of(path).isAbsolute()
                    && Files.isRegularFile(Path.of(path))
                    && Files.isExecutable(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
