package io.github.keytray.keychain;

import io.github.keytray.AccountStore.ExclusiveTask;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Moves all sign-ins from one keychain of a Linux desktop to another, with client secrets and the list of accounts.
 *
 * <p>Under the locks of all accounts every entry is copied and read back; then a file says that sign-ins are in the other
 * keychain, which every process follows; then the old copies are deleted. A process that is killed on the way leaves
 * every sign-in in the keychain that is used, and the next move finishes what it has begun.
 *
 * <p>Calls block, and are for any thread but the event dispatch thread.
 *
 * @since 0.1
 */
public final class KeychainMove {
    /** As long as another process may take for a refresh. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** KeePassXC writes its file up to two seconds after it has answered, and does not say when. */
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 3;

    private final Owner source;
    private final Owner target;
    private final Keychain from;
    private final Keychain to;
    private final EntryLocks locks;
    private final LastKeychain last;
    private final boolean isCopied;

    /**
     * @param keychains opens one keychain, whichever sign-ins are kept in
     * @param locks the locks that all processes take
     * @param isCopied whether only the old copies are to be deleted
     */
    KeychainMove(
            Owner from,
            Owner to,
            Function<Owner, Keychain> keychains,
            EntryLocks locks,
            LastKeychain last,
            boolean isCopied) {
        this.source = from;
        this.target = to;
        this.from = keychains.apply(from);
        this.to = keychains.apply(to);
        this.locks = locks;
        this.last = last;
        this.isCopied = isCopied;
    }

    /**
     * The move that a person may want: sign-ins are kept in a keychain that is not the desktop's own, and both answer.
     * Starts no keychain and never prompts the user.
     *
     * @throws StoreUnavailable when it cannot be found out
     */
    public static Optional<KeychainMove> suggested(Keychain keychain) throws GrantException, InterruptedException {
        KeychainOpener.Keychains known = keychain.all(false);
        Owner last = known.last();
        Owner own = known.own();
        if (last == null || own == null || last.equals(own)) return Optional.empty();
        if (!known.all().containsAll(Set.of(last, own))) return Optional.empty();
        return Optional.of(of(keychain, last, own, false));
    }

    /**
     * The move from one keychain to another.
     *
     * @param from the keychain's name, such as {@code gnome-keyring}, {@code keepassxc} or {@code kwallet}; null for the
     *     one that sign-ins are kept in
     * @param to as {@code from}; null for the desktop's own
     * @return empty when there is nothing to move: no sign-ins, or they are there already
     * @throws IllegalArgumentException when sign-ins are kept in neither of them, or a name is not known
     * @throws StoreUnavailable when one of them does not answer
     */
    public static Optional<KeychainMove> between(Keychain keychain, @Nullable String from, @Nullable String to)
            throws GrantException, InterruptedException {
        KeychainOpener.Keychains known = keychain.all(true);
        Owner last = known.last();
        boolean isCopied = from == null && to == null && last != null && known.left() != null;
        Owner source = isCopied ? known.left() : from == null ? last : owner(from);
        if (source == null) return Optional.empty();
        Owner target = to != null ? owner(to) : last == null || last.equals(source) ? known.own() : last;
        if (target == null || target.equals(source)) return Optional.empty();
        if (last != null && !last.equals(source) && !last.equals(target)) {
            throw new IllegalArgumentException(
                    "Sign-ins are kept in " + last.name() + ": they can be moved from there or to there.");
        }
        for (Owner each : List.of(source, target)) {
            if (!known.all().contains(each)) throw KeychainFailures.notThere(each);
        }
        return Optional.of(of(keychain, source, target, isCopied));
    }

    private static KeychainMove of(Keychain keychain, Owner from, Owner to, boolean isCopied) {
        LastKeychain last = new LastKeychain(keychain.state());
        return new KeychainMove(from, to, keychain::only, keychain.locks(), last, isCopied);
    }

    private static Owner owner(String name) {
        Owner owner = Owner.ofName(name);
        if (owner == null) throw new IllegalArgumentException("Not the name of a keychain that is known: " + name);
        return owner;
    }

    /** The name for users of the keychain that sign-ins are moved from. */
    public String from() {
        return source.name();
    }

    /** The name for users of the keychain that sign-ins are moved to. */
    public String to() {
        return target.name();
    }

    /**
     * Moves the sign-ins. The user is prompted to unlock both keychains where needed.
     *
     * @return who was moved
     * @throws StoreUnavailable when nothing was moved, or when everything was and old copies are still there; the message
     *     says which. The next move goes on, and takes back what could not be taken back now.
     */
    public List<IndexedUser> run() throws GrantException, InterruptedException {
        try {
            // The person unlocks both keychains first, so that no other process waits for a lock meanwhile.
            Set<EntryName> names = from.names();
            to.unlock(EntryName.index(), true);
            to.names();
            List<IndexedUser> moved = isCopied ? List.of() : copyAll(names);
            delete(from.names());
            last.write(target);
            // The list says nothing about that: it may be lost, or damaged.
            if (Set.of(EntryName.index()).containsAll(to.names())) last.forget();
            return moved;
        } finally {
            from.close();
            to.close();
        }
    }

    private List<IndexedUser> copyAll(Set<EntryName> first) throws GrantException, InterruptedException {
        Set<EntryName> names = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Set<EntryName> known = names;
            Set<EntryName> locked = locked(known);
            Optional<List<IndexedUser>> moved = holding(locked.iterator(), () -> copyIfComplete(known, locked));
            if (moved.isPresent()) return moved.get();
            names = from.names();
        }
        throw KeychainFailures.busy();
    }

    /** Empty where an entry came while the locks were waited for. */
    private Optional<List<IndexedUser>> copyIfComplete(Set<EntryName> names, Set<EntryName> locked)
            throws GrantException, InterruptedException {
        if (!locked.containsAll(locked(from.names()))) return Optional.empty();
        Owner now = last.read();
        if (now != null && !now.equals(source) && !now.equals(target)) throw KeychainFailures.movedAway(now);
        boolean isUsed = target.equals(now);
        if (!isUsed) last.unfinished(target).undo(new UnfinishedMove.InKeychain(to));
        try {
            List<IndexedUser> list = list(from.get(EntryName.index()).orElse(null));
            Map<EntryName, AccountEntry> merged = new HashMap<>();
            for (EntryName name : names) {
                if (!name.equals(EntryName.index())) copy(name, merged, isUsed);
            }
            copyIndex(list, merged);
            last.move(source, target);
            return Optional.of(list);
        } catch (StoreUnavailable | InterruptedException | RuntimeException e) {
            if (!isUsed && !target.equals(last.read())) takeBack(e);
            throw e;
        }
    }

    /** A write that was given up can still come, which the next move then takes back. */
    private void takeBack(Exception cause) {
        boolean isAnswered = cause instanceof StoreUnavailable problem && problem.reason() != Reason.TIMED_OUT;
        UnfinishedMove unfinished = last.unfinished(target);
        try {
            unfinished.takeBack(new UnfinishedMove.InKeychain(to));
            if (isAnswered) unfinished.end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable | RuntimeException later) {
            cause.addSuppressed(later);
        }
    }

    /** The lock of each account, and last that of the list, which is taken by those who hold one of an account. */
    private static Set<EntryName> locked(Set<EntryName> names) {
        Set<EntryName> locked = new TreeSet<>(Comparator.comparing((EntryName name) -> name.equals(EntryName.index()))
                .thenComparing(EntryName::account)
                .thenComparing(EntryName::service));
        names.forEach(name -> locked.add(name.whole()));
        locked.add(EntryName.index());
        return locked;
    }

    private <T> T holding(Iterator<EntryName> names, ExclusiveTask<T> work)
            throws GrantException, InterruptedException {
        return names.hasNext() ? locks.exclusively(names.next(), PATIENCE, () -> holding(names, work)) : work.run();
    }

    private void copy(EntryName name, Map<EntryName, AccountEntry> merged, boolean isUsed)
            throws StoreUnavailable, InterruptedException {
        String moving = from.get(name).orElse(null);
        if (moving == null) return;
        String there = to.get(name).orElse(null);
        AccountEntry ours = readable(moving);
        AccountEntry theirs = there == null ? null : readable(there);
        EntryName aside = name.whole().aside();
        String unreadable = there == null || there.equals(moving) ? null : unreadable(moving, ours, there, theirs);
        boolean setsAside = unreadable != null && to.get(aside).isEmpty();
        if (!isUsed) last.unfinished(target).add(name, ours, theirs, there != null, setsAside);
        if (setsAside) to.call(entries -> put(entries, aside, String.valueOf(unreadable)));
        String value = moving;
        if (theirs != null && ours != null) value = theirs.with(ours).seal();
        else if (theirs != null) value = String.valueOf(there);
        String whole = value;
        if (!whole.equals(there)) to.call(entries -> put(entries, name, whole));
        AccountEntry entry = readable(whole);
        if (entry != null) merged.put(name, entry);
    }

    /** What has to go aside; null for neither. */
    private static @Nullable String unreadable(
            String moving, @Nullable AccountEntry ours, String there, @Nullable AccountEntry theirs) {
        if (theirs == null) return there;
        return ours == null ? moving : null;
    }

    private void copyIndex(List<IndexedUser> moving, Map<EntryName, AccountEntry> merged)
            throws GrantException, InterruptedException {
        List<IndexedUser> there = list(to.get(EntryName.index()).orElse(null));
        List<IndexedUser> both = new ArrayList<>(there);
        for (IndexedUser entry : moving) {
            if (there.stream().noneMatch(other -> isSame(other, entry))) both.add(entry);
        }
        IndexedAccounts list = new IndexedAccounts(both);
        for (IndexedUser entry : both) {
            AccountEntry known = merged.get(EntryName.signIn(entry.account()));
            if (known != null)
                list = list.with(entry.account(), known.roster(), null, entry.application(), entry.lastUsed());
        }
        String value = list.seal();
        if (!list.entries().isEmpty()) to.call(entries -> put(entries, EntryName.index(), value));
    }

    static List<IndexedUser> list(@Nullable String value) throws StoreUnavailable {
        return value == null ? List.of() : IndexedAccounts.openOrEmpty(value).entries();
    }

    private static boolean isSame(IndexedUser one, IndexedUser other) {
        return one.account().equals(other.account())
                && one.user().id().equals(other.user().id());
    }

    private void delete(Set<EntryName> names) throws GrantException, InterruptedException {
        if (target.equals(Owner.KEEPASSXC)) TimeUnit.MILLISECONDS.sleep(UNTIL_WRITTEN.toMillis());
        try {
            for (EntryName name : names) {
                locks.exclusively(
                        name.whole(),
                        PATIENCE,
                        () -> from.call(entries -> {
                            entries.delete(name);
                            return name;
                        }));
            }
        } catch (StoreUnavailable e) {
            throw KeychainFailures.notDeleted(from(), to(), e);
        }
    }

    static EntryName put(ChunkedEntries entries, EntryName name, String value)
            throws StoreUnavailable, InterruptedException {
        entries.put(name, value);
        return name;
    }

    static @Nullable AccountEntry readable(String value) {
        try {
            return AccountEntry.open(value);
        } catch (StoreUnavailable unreadable) {
            return null;
        }
    }
}
