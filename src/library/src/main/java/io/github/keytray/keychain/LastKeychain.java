package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that says in which keychain of a Linux desktop sign-ins were last stored. A desktop can have several, and
 * which one answers can change from one start to the next; a sign-in in another keychain is not lost. A second line names
 * the keychain that sign-ins were moved from, until they are deleted there.
 */
final class LastKeychain {
    private static final String ID = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    private final Path state;
    private final Path file;

    LastKeychain(Path state) {
        this.state = state;
        this.file = state.resolve("keychain");
    }

    /** The keychain; null when no sign-in is stored or the file cannot be read. */
    @Nullable
    Owner read() {
        return line(0);
    }

    /** The keychain that still has copies of sign-ins that were moved; null for none. */
    @Nullable
    Owner left() {
        return line(1);
    }

    private @Nullable Owner line(int number) {
        try {
            List<String> lines = Files.readAllLines(file);
            String id = number < lines.size() ? lines.get(number).strip() : "";
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
            replace(owner.id() + "\n");
            unfinished(owner).end();
        } catch (IOException unnoted) {
            // The next write takes note again.
        }
    }

    /** From now on sign-ins are in the one keychain, and what the other holds is to be deleted. */
    void move(Owner from, Owner to) throws StoreUnavailable {
        try {
            replace(to.id() + "\n" + from.id() + "\n");
            unfinished(to).end();
        } catch (IOException e) {
            throw KeychainFailures.notNoted(state, e);
        }
    }

    private void replace(String text) throws IOException {
        Path next = Files.createTempFile(state, "keychain", ".new");
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** What a move to this keychain has brought there before sign-ins were kept in it. */
    UnfinishedMove unfinished(Owner target) {
        return new UnfinishedMove(state, target);
    }

    /**
     * Called when no sign-in is stored any more. While another keychain has copies of a move that was killed, it must not be
     * taken for the one to use, and sign-ins are still looked for where they were.
     */
    void forget() {
        if (UnfinishedMove.isAny(state)) return;
        try {
            Files.deleteIfExists(file);
        } catch (IOException remembered) {
            // A sign-in is then looked for where it was.
        }
    }
}
