package io.github.keytray.keychain;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's keychain. One thread per process owns it; calls from any thread but the event dispatch thread
 * wait for that thread, interruptibly. An ordinary call takes milliseconds on an idle machine and seconds while fifty
 * applications start; 30 s at most. While the user is prompted to unlock the keychain, callers wait up to 2 minutes; on
 * macOS this holds for every call, because the system does not tell when it prompts.
 *
 * @since 0.1
 */
public final class Keychain {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration PERSON_PATIENCE = Duration.ofMinutes(2);

    private static final Keychain SYSTEM = new Keychain(null, true, null);

    /** Null for the operating system's, which is found out about when it is first used. */
    private final @Nullable KeychainAccess own;

    private final boolean asks;
    private final @Nullable BiFunction<String, Runnable, Runnable> guide;

    Keychain(Backend.Opener opener, Path state, KeychainFailures problem, int longestValue, Duration patience) {
        this(opener, state, problem, longestValue, patience, InstantSource.system());
    }

    Keychain(
            Backend.Opener opener,
            Path state,
            KeychainFailures problem,
            int longestValue,
            Duration patience,
            InstantSource clock) {
        this(
                KeychainAccess.of(opener, state, new EntryLocks(state), problem, longestValue, patience, clock),
                true,
                null);
    }

    private Keychain(
            @Nullable KeychainAccess own, boolean asks, @Nullable BiFunction<String, Runnable, Runnable> guide) {
        this.own = own;
        this.asks = asks;
        this.guide = guide;
    }

    private KeychainAccess access() {
        return own == null ? KeychainAccess.system() : own;
    }

    /** The keychain of this process: the same object at each call. Opens nothing until first used. */
    public static Keychain system() {
        return SYSTEM;
    }

    /**
     * Ends the thread and the connections to the keychain, for a host that unloads Keytray together with a class loader;
     * other hosts need not call it. Waits for a call that is running. The next use opens the keychain again.
     */
    public void close() throws InterruptedException {
        access().worker().close();
        RecordTypes.release();
    }

    /**
     * The same keychain, for work in the background: where the user would be prompted to unlock it, a call fails
     * instead.
     */
    public Keychain unattended() {
        return new Keychain(own, false, null);
    }

    /**
     * The same keychain, whose own windows are explained to the user where they do not explain themselves: KeePassXC's say
     * neither who asks nor why. Not for work in the background, where none of them opens.
     *
     * @param guide shows what to do, a moment after the keychain's window has opened. It is given the keychain's name for
     *     users, and what cancels the wait for that window, on any thread; it returns what takes away what it shows, which
     *     is called when the window is answered, closed or has been open for two minutes. Both run on a thread of Keytray's
     *     own, and must not block
     */
    public Keychain guidedBy(BiFunction<String, Runnable, Runnable> guide) {
        return new Keychain(own, asks, asks ? guide : null);
    }

    /**
     * Its name for users: "GNOME Keyring", "KeePassXC", "KWallet", "macOS Keychain", "Windows Credential Manager". Does
     * not block: before the first access it is the keychain that sign-ins were last stored in, or else the desktop's
     * own.
     */
    public String name() {
        return access().problem().keychain();
    }

    /**
     * The users of the accounts on this machine, by provider and client; of each account the default user first. It comes
     * from a list beside the sign-ins, because a keychain cannot list them: where the list is damaged or was not written, it
     * is completed again as applications start.
     *
     * @throws StoreUnavailable when the keychain cannot be read, or with reason {@code CORRUPT} when the list is
     *     damaged; a sign-in repairs it
     */
    public List<IndexedUser> indexedUsers() throws GrantException, InterruptedException {
        return new AccountIndex(this).entries();
    }

    /**
     * Tests the keychain: writes an entry of its own, reads it back and deletes it. Where that would prompt the user,
     * it only reads. The user is never prompted.
     *
     * @return whether it wrote
     * @throws StoreUnavailable when a sign-in could not be stored either, or the keychain is locked
     */
    public boolean probe() throws GrantException, InterruptedException {
        return asks ? unattended().probe() : probeUnattended();
    }

    private boolean probeUnattended() throws GrantException, InterruptedException {
        EntryName entry = EntryName.probe();
        KeychainFailures problem = access().problem();
        boolean asksForEach = access().worker().call(KeychainExecutor.Asking.NEVER, (backend, asker) -> {
            backend.get(entry);
            if (backend.isClosed()) throw problem.closed();
            return backend.asksForEachEntry();
        });
        if (asksForEach) return false;
        locks().exclusively(
                        entry,
                        PATIENCE,
                        () -> call(entries -> {
                            entries.find(entry);
                            entries.put(entry, "probe");
                            if (entries.get(entry).isEmpty()) throw problem.notStored();
                            entries.delete(entry);
                            return entry;
                        }));
        return true;
    }

    /** Which keychains this desktop has. */
    KeychainOpener.Keychains all(boolean starts) throws StoreUnavailable, InterruptedException {
        return access().opener() instanceof KeychainOpener desktop
                ? desktop.keychains(starts)
                : KeychainOpener.Keychains.NONE;
    }

    /** One of these keychains, whichever sign-ins are kept in. To be closed. */
    Keychain only(Owner owner) {
        KeychainAccess all = access();
        KeychainOpener only = ((KeychainOpener) all.opener()).only(owner);
        KeychainAccess one = KeychainAccess.of(
                only, all.state(), all.locks(), only.problem(), all.longestValue(), PATIENCE, InstantSource.system());
        return new Keychain(one, true, guide);
    }

    /** The names of all entries, after the person was asked to unlock them, if need be. */
    Set<EntryName> names() throws StoreUnavailable, InterruptedException {
        return access().worker().call(asking(), (backend, asker) -> backend.names());
    }

    Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return call(new Find(entry));
    }

    /**
     * Runs the work on the keychain's thread. Where the user would have to be prompted, a caller that holds a lock gets
     * an exception.
     */
    <T> T call(EntriesTask<T> work) throws StoreUnavailable, InterruptedException {
        KeychainAccess access = access();
        return access.worker().call(asking(), new OnEntries<>(work, access));
    }

    /** Prompts the user to unlock the keychain where needed, so that no prompt is needed later while a lock is held. */
    void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        if (!mayAsk()) return;
        access().worker().call(asking(), (backend, asker) -> {
            backend.unlock(entry, writing);
            return entry;
        });
    }

    /** Before a change: copies that a killed move has left in the keychain that answers now are not to be used. */
    void takeBackCopies() throws GrantException, InterruptedException {
        if (!UnfinishedMove.isAny(state())) return;
        locks().exclusively(
                        EntryName.index(),
                        PATIENCE,
                        () -> access().worker().call(asking(), (backend, asker) -> {
                            backend.takeBackCopies();
                            return backend;
                        }));
    }

    private KeychainExecutor.Asking asking() {
        return new KeychainExecutor.Asking(mayAsk(), asks, guide);
    }

    private boolean mayAsk() {
        return asks && !locks().isHeldByThisThread();
    }

    /** Gives up the call that is running, as at its deadline. Tests need not wait for that. */
    void giveUpRunning() {
        access().worker().giveUpRunning();
    }

    /** The directory of what is known about the keychain; no secrets. */
    Path state() {
        return access().state();
    }

    EntryLocks locks() {
        return access().locks();
    }

    /** What is to be done with entries, in one go. */
    @FunctionalInterface
    interface EntriesTask<T> {
        T on(ChunkedEntries entries) throws StoreUnavailable, InterruptedException;
    }

    // These are on the way of every start, where the first lambda costs as much as the keychain's answer.

    private record OnEntries<T>(EntriesTask<T> work, KeychainAccess access) implements KeychainExecutor.BackendTask<T> {
        @Override
        public T run(Backend backend, KeychainExecutor.CancellationToken asker)
                throws StoreUnavailable, InterruptedException {
            return work.on(new ChunkedEntries(
                    backend, access.problem(), access.longestValue(), new LastHeaders(access.state()), asker));
        }
    }

    private record Find(EntryName entry) implements EntriesTask<Optional<String>> {
        @Override
        public Optional<String> on(ChunkedEntries entries) throws StoreUnavailable, InterruptedException {
            return entries.find(entry);
        }
    }
}
