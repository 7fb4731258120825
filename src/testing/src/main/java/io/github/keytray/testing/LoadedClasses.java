package io.github.keytray.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes that a JVM has loaded, by what {@code -Xlog:class+load:file=…} wrote. */
public final class LoadedClasses {
    private LoadedClasses() {}

    /** The lines of the log, in order, each beginning with the class's name, a space, and where it is from. */
    public static List<String> in(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" source: "))
                .map(line -> line.replaceFirst("^(\\[[^]]*\\])+ ", ""))
                .toList();
    }
}
