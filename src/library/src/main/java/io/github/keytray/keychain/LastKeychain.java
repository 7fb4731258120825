package io.github.keytray.keychain;

import com.github.javakeyring.KeyringStorageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Which keychain of a Linux desktop sign-ins were last kept in, noted in a file. A desktop can have two, and which of
 * them answers can change from one start to the next; a sign-in that is in the other one is not gone.
 */
final class LastKeychain {
    private final Path file;

    LastKeychain(Path state) {
        this.file = state.resolve("keychain");
    }

    /** The keychain; null when nothing was kept yet, or nothing can be told. */
    @Nullable
    KeyringStorageType read() {
        try {
            return KeyringStorageType.valueOf(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException unknown) {
            return null;
        }
    }

    void write(KeyringStorageType type) {
        try {
            Path next = Files.createTempFile(file.getParent(), "keychain", ".new");
            try {
                Files.writeString(next, type + "\n");
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException unnoted) {
            // The next write takes note again.
        }
    }
}
