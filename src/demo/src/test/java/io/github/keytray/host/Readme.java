package io.github.keytray.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The blocks of the README. */
final class Readme {
    private static final Path FILE = Path.of("../../README.md");

    private Readme() {}

    /** The blocks in a language, in their order. */
    static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(FILE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** The first lines that a host's programmer meets. */
    static String example() throws IOException {
        return blocks("java").get(0);
    }

    /** All that they add to their pom. */
    static String dependency() throws IOException {
        return blocks("xml").get(0);
    }
}
