package io.github.keytray.tray.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that says how a desktop's panel or bar looks. */
final class SettingsFile {
    /** In bytes. Such files are small: what is larger is none. */
    private static final long LARGEST = 1_000_000;

    private SettingsFile() {}

    /** The whole text; empty where there is none, or none that can be read. */
    static Optional<String> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) return Optional.empty();
            return Optional.of(Files.readString(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
