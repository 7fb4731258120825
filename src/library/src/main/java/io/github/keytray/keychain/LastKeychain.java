package io.github.keytray.keychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that says in which keychain of a Linux desktop sign-ins were last stored. A desktop can have several, and
 * which one answers can change from one start to the next; a sign-in in another keychain is not lost.
 */
final class LastKeychain {
    private static final String ID = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    private final Path file;

    LastKeychain(Path state) {
        this.file = state.resolve("keychain");
    }

    /** The keychain; null when no sign-in is stored or the file cannot be read. */
    @Nullable
    Owner read() {
        try {
            String id = Files.readString(file).strip();
            return isId(id) ? Owner.ofId(id) : null;
        } catch (IOException unknown) {
            return null;
        }
    }

    /** Without a regular expression, whose classes every start would load. */
    private static boolean isId(String id) {
        for (int i = 0; i < id.length(); i++) if (ID.indexOf(id.charAt(i)) < 0) return false;
        return !id.isEmpty() && id.length() <= 64;
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

    /** Called when no sign-in is stored any more. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException remembered) {
            // A sign-in is then looked for where it was.
        }
    }
}
