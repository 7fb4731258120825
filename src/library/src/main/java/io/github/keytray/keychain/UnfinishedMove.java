package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.internal.platform.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that says what a move has brought to a keychain that is not used yet; no secrets. Where the move is killed, a
 * person can still sign out in the old keychain, and the next move must not bring them back from the new one.
 */
final class UnfinishedMove {
    /** Stands for the entry itself, which was not there before. */
    private static final String ENTRY = "";

    /** Stands for an entry that could not be read, and was set aside. */
    private static final String ASIDE = "\naside";

    /** Before the {@code sub} of a person who did not want to be asked, and is stored now. */
    private static final String DECLINED = "\ndeclined ";

    private final Path state;
    private final Path file;

    UnfinishedMove(Path state, Owner target) {
        this.state = state;
        this.file = state.resolve("moving-" + target.id());
    }

    /** Takes back all that was brought to the keychain: those whom it belongs to may have signed out since. */
    void undo(Target target) throws StoreUnavailable, InterruptedException {
        takeBack(target);
        end();
    }

    /** The same, for when more of it may still come: what is noted stays so. */
    void takeBack(Target target) throws StoreUnavailable, InterruptedException {
        Set<String> brought = read();
        if (brought.isEmpty()) return;
        for (EntryName name : target.names()) {
            if (!name.equals(EntryName.index())) undo(target, name, brought);
        }
        List<IndexedUser> there =
                KeychainMove.list(target.get(EntryName.index()).orElse(null));
        List<IndexedUser> own = there.stream()
                .filter(entry -> !isBrought(brought, EntryName.signIn(entry.account()), entry.user()))
                .toList();
        String list = own.isEmpty() ? null : new IndexedAccounts(own).seal();
        if (own.size() < there.size()) target.replace(EntryName.index(), list);
    }

    private static void undo(Target target, EntryName name, Set<String> brought)
            throws StoreUnavailable, InterruptedException {
        if (brought.contains(line(name, ENTRY))) {
            target.replace(name, null);
            return;
        }
        String aside =
                brought.contains(line(name, ASIDE)) ? target.get(name.aside()).orElse(null) : null;
        if (aside != null) {
            target.replace(name, aside);
            target.replace(name.aside(), null);
            return;
        }
        String value = target.get(name).orElse(null);
        AccountEntry there = value == null ? null : KeychainMove.readable(value);
        if (there == null) return;
        Roster own = own(brought, name, there.roster());
        if (own.equals(there.roster())) return;
        boolean isKept = !own.users().isEmpty();
        AccountEntry left =
                new AccountEntry(own, isKept ? there.clientSecret() : null, isKept ? there.resource() : null);
        target.replace(name, own.isEmpty() ? null : left.seal());
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
     * @param setsAside whether what cannot be read goes aside
     */
    void add(
            EntryName name,
            @Nullable AccountEntry ours,
            @Nullable AccountEntry theirs,
            boolean isThere,
            boolean setsAside)
            throws StoreUnavailable {
        Set<String> lines = new LinkedHashSet<>();
        if (!isThere) lines.add(line(name, ENTRY));
        if (setsAside) lines.add(theirs == null ? line(name, ASIDE) : line(name.aside(), ENTRY));
        if (ours != null) {
            Roster before = theirs == null ? Roster.EMPTY : theirs.roster();
            Roster after = theirs == null ? ours.roster() : theirs.with(ours).roster();
            for (StoredUser user : after.users()) {
                String sub = user.user().id();
                if (before.users().contains(user)) continue;
                lines.add(line(name, sub));
                if (before.isDeclined(sub)) lines.add(line(name, DECLINED + sub));
            }
            for (User user : after.declined()) {
                if (!before.isDeclined(user.id())) lines.add(line(name, user.id()));
            }
        }
        if (lines.isEmpty()) return;
        try {
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw KeychainFailures.notNoted(state, e);
        }
    }

    /** The roster without those who were brought. */
    private static Roster own(Set<String> brought, EntryName name, Roster roster) {
        Roster own = roster;
        for (StoredUser user : roster.users()) {
            if (isBrought(brought, name, user.user())) {
                own = own.without(user.user().id()).withDeclined(user.user(), wasDeclined(brought, name, user.user()));
            }
        }
        for (User user : roster.declined()) {
            if (isBrought(brought, name, user)) own = own.withDeclined(user, wasDeclined(brought, name, user));
        }
        return own;
    }

    private static boolean wasDeclined(Set<String> brought, EntryName name, User user) {
        return brought.contains(line(name, DECLINED + user.id()));
    }

    private static boolean isBrought(Set<String> brought, EntryName name, User user) {
        return brought.contains(line(name, user.id()));
    }

    private static String line(EntryName name, String sub) {
        return HexFormat.of().formatHex(Sha256.of(name.account() + '\n' + sub));
    }

    /** Called when the keychain is used from now on, or has nothing of the move any more. */
    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // It is read only as long as the keychain is not used.
        }
    }

    /** Whether something was brought that is not used yet. */
    boolean isThere() {
        return Files.exists(file);
    }

    /** Whether any move was killed on its way. */
    static boolean isAny(Path state) {
        try (var files = Files.newDirectoryStream(state, "moving-*")) {
            return files.iterator().hasNext();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** The keychain that something was brought to. */
    interface Target {
        Set<EntryName> names() throws StoreUnavailable, InterruptedException;

        Optional<String> get(EntryName name) throws StoreUnavailable, InterruptedException;

        /**
         * Writes the entry.
         *
         * @param value null to delete it
         */
        void replace(EntryName name, @Nullable String value) throws StoreUnavailable, InterruptedException;
    }

    /** With each call in its own time. */
    record InKeychain(Keychain keychain) implements Target {
        @Override
        public Set<EntryName> names() throws StoreUnavailable, InterruptedException {
            return keychain.names();
        }

        @Override
        public Optional<String> get(EntryName name) throws StoreUnavailable, InterruptedException {
            return keychain.get(name);
        }

        @Override
        public void replace(EntryName name, @Nullable String value) throws StoreUnavailable, InterruptedException {
            keychain.call(entries -> {
                if (value == null) entries.delete(name);
                else entries.put(name, value);
                return name;
            });
        }
    }
}
