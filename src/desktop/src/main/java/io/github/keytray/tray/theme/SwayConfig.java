package io.github.keytray.tray.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
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
    private boolean hasBar;
    private String background = "";

    private SwayConfig() {}

    /** What a file says; empty where there is none. That of the system has a dark bar. */
    static Optional<SwayConfig> of(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(parse(Files.readAllLines(file))) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static SwayConfig parse(List<String> lines) {
        SwayConfig config = new SwayConfig();
        Map<String, String> variables = new HashMap<>();
        Deque<String> blocks = new ArrayDeque<>();
        boolean isOther = false;
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words[0].startsWith("#")) continue;
            if (words[0].equals("}")) {
                // A bar that is another program is not sway's own.
                if ("bar".equals(blocks.pollLast()) && !isOther) config.hasBar = true;
            } else if (words[words.length - 1].equals("{")) {
                if (blocks.isEmpty()) isOther = false;
                blocks.add(words[0]);
            } else if (words[0].equals("set") && words.length > 2) {
                variables.put(words[1], words[2]);
            } else if (List.copyOf(blocks).equals(List.of("bar")) && words[0].equals("swaybar_command")) {
                isOther = true;
            } else if (List.copyOf(blocks).equals(List.of("bar", "colors"))
                    && words[0].equals("background")
                    && words.length > 1) {
                config.background = variables.getOrDefault(words[1], words[1]);
            }
        }
        return config;
    }

    /** Whether sway draws a bar itself. */
    boolean hasBar() {
        return hasBar;
    }

    /** Of its bar, of 255; black where it does not say. */
    int brightness() {
        return Brightness.of(background).orElse(0);
    }
}
