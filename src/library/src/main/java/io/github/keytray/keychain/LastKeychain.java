package io.github.keytray.keychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Which keychain of a Linux desktop sign-ins were last kept in, noted in a file. A desktop can have several, and which of
 * them answers can change from one start to the next; a sign-in that is in another one is not gone.
 */
final class LastKeychain {
    private final Path file;

    LastKeychain(Path state) {
        this.file = state.resolve("keychain");
    }

    /** The keychain; null when nothing is kept, or nothing can be told. */
    @Nullable
    Owner read() {
        try {
            String id = Files.readString(file).strip();
            return id.matches("[a-z0-9._-]{1,64}") ? Owner.ofId(id) : null;
        } catch (IOException unknown) {
            return null;
        }
    }

    void write(Owner owner) {
        try {
            Path next = Files.createTempFile(file.getParent(), "keychain", ".new");
            try {
                Files.writeString(next, owner.id() + "\n");
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException unnoted) {
            // The next write takes note again.
        }
    }

    /** Nothing is kept any more. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException remembered) {
            // A sign-in is then looked for where it was.
        }
    }
}
