package io.github.keytray.tray.theme;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration of sway says of its own bar (sway-bar(5)). Variables are understood, files that it includes are
 * not read.
 */
final class SwayConfig {
    private final Map<String, String> variables = new HashMap<>();
    private final Deque<String> blocks = new ArrayDeque<>();
    private boolean isOtherProgram;
    private String colour = "";
    private Optional<String> background = Optional.empty();

    private SwayConfig() {}

    /**
     * The ground of the first bar that sway draws itself, by the first of these files that is there; empty where it draws
     * none. The configuration that comes with sway has a dark bar.
     */
    static Optional<String> background(List<Path> files) {
        return files.stream()
                .flatMap(file -> SettingsFile.read(file).stream())
                .findFirst()
                .flatMap(text -> {
                    SwayConfig config = new SwayConfig();
                    withBraces(text.lines().toList()).forEach(config::read);
                    return config.background;
                });
    }

    /** A brace may stand on a line of its own. Comments are left out. */
    private static List<String> withBraces(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (String line : lines) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) continue;
            if (stripped.equals("{") && !joined.isEmpty()) joined.add(joined.remove(joined.size() - 1) + " {");
            else joined.add(stripped);
        }
        return joined;
    }

    private void read(String line) {
        String[] words = line.split("\\s+", -1);
        String name = words[0];
        if (name.equals("}")) {
            if ("bar".equals(blocks.pollLast()) && !isOtherProgram && background.isEmpty())
                background = Optional.of(colour);
        } else if (words[words.length - 1].equals("{")) {
            blocks.add(name);
            if (blocks.size() == 1) {
                isOtherProgram = false;
                colour = "";
            }
        } else if (name.equals("set") && words.length > 2) {
            variables.put(words[1], value(words[2]));
        } else if (isIn("bar") && name.equals("swaybar_command")) {
            isOtherProgram = true;
        } else if (isIn("bar", "colors") && name.equals("background") && words.length > 1) {
            colour = value(words[1]);
        }
    }

    private boolean isIn(String... names) {
        return List.copyOf(blocks).equals(List.of(names));
    }

    private String value(String word) {
        String plain = word.replaceAll("^[\"']|[\"']$", "");
        return variables.getOrDefault(plain, plain);
    }
}
