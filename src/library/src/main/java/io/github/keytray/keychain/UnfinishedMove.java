package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that says what a move has brought to a keychain that is not used yet; no secrets. Where the move is killed, a
 * person can still sign out in the old keychain, and the next move must not bring them back from the new one.
 */
final class UnfinishedMove {
    /** Stands for the entry itself, which was not there before. */
    private static final String ENTRY = "";

    private final Path state;
    private final Path file;

    UnfinishedMove(Path state, Owner target) {
        this.state = state;
        this.file = state.resolve("moving-" + target.id());
    }

    /** Takes back all that was brought to the keychain: those whom it belongs to may have signed out since. */
    void undo(Keychain target) throws StoreUnavailable, InterruptedException {
        Set<String> brought = read();
        if (brought.isEmpty()) return;
        for (EntryName name : target.names()) {
            if (!name.equals(EntryName.index())) undo(target, name, brought);
        }
        List<IndexedUser> there = KeychainMove.list(target);
        List<IndexedUser> own = there.stream()
                .filter(entry -> !isBrought(brought, EntryName.signIn(entry.account()), entry.user()))
                .toList();
        String list = own.isEmpty() ? null : new IndexedAccounts(own).seal();
        if (own.size() < there.size()) replace(target, EntryName.index(), list);
        end();
    }

    private static void undo(Keychain target, EntryName name, Set<String> brought)
            throws StoreUnavailable, InterruptedException {
        if (brought.contains(line(name, ENTRY))) {
            replace(target, name, null);
            return;
        }
        String value = target.get(name).orElse(null);
        AccountEntry there = value == null ? null : KeychainMove.readable(value);
        if (there == null) return;
        Roster own = own(brought, name, there.roster());
        if (own.equals(there.roster())) return;
        replace(target, name, new AccountEntry(own, there.clientSecret(), there.resource()).seal());
    }

    private static void replace(Keychain target, EntryName name, @Nullable String value)
            throws StoreUnavailable, InterruptedException {
        target.call(entries -> {
            if (value == null) entries.delete(name);
            else entries.put(name, value);
            return name;
        });
    }

    private Set<String> read() throws StoreUnavailable {
        try {
            return Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
        } catch (IOException e) {
            throw KeychainFailures.notNoted(state, e);
        }
    }

    /**
     * Takes note of what an entry will bring.
     *
     * @param ours the entry to be moved; null where it cannot be read
     * @param theirs what is there; null where it cannot be read
     * @param isThere whether something is there
     */
    void add(EntryName name, @Nullable AccountEntry ours, @Nullable AccountEntry theirs, boolean isThere)
            throws StoreUnavailable {
        StringBuilder lines = new StringBuilder();
        if (!isThere) lines.append(line(name, ENTRY)).append('\n');
        if (ours != null) {
            Set<String> known = new HashSet<>();
            if (theirs != null) forEach(theirs.roster(), known::add);
            forEach(ours.roster(), sub -> {
                if (!known.contains(sub)) lines.append(line(name, sub)).append('\n');
            });
        }
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw KeychainFailures.notNoted(state, e);
        }
    }

    private static void forEach(Roster roster, Consumer<String> action) {
        for (StoredUser user : roster.users()) action.accept(user.user().id());
        for (User user : roster.declined()) action.accept(user.id());
    }

    /** The roster without those who were brought. */
    private static Roster own(Set<String> brought, EntryName name, Roster roster) {
        Roster own = roster;
        for (StoredUser user : roster.users()) {
            if (isBrought(brought, name, user.user()))
                own = own.without(user.user().id());
        }
        for (User user : roster.declined()) {
            if (isBrought(brought, name, user)) own = own.withDeclined(user, false);
        }
        return own;
    }

    private static boolean isBrought(Set<String> brought, EntryName name, User user) {
        return brought.contains(line(name, user.id()));
    }

    private static String line(EntryName name, String sub) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest((name.account() + '\n' + sub).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Called when the keychain is used from now on, or has nothing of the move any more. */
    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // It is read only as long as the keychain is not used.
        }
    }

    /** Whether any move was killed on its way. */
    static boolean isAny(Path state) {
        try (var files = Files.newDirectoryStream(state, "moving-*")) {
            return files.iterator().hasNext();
        } catch (IOException unknown) {
            return false;
        }
    }
}
