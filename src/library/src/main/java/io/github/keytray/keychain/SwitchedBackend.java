package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A keychain of a desktop that can have several. It records when sign-ins are stored in it, and reports an entry as
 * absent only when no other keychain may hold it. What a move that was killed has brought here counts as absent, as long
 * as sign-ins are kept in the keychain that it came from: there the person may have signed out since.
 */
final class SwitchedBackend implements Backend {
    private static final long UNTIL_NEXT_LOOK = TimeUnit.SECONDS.toNanos(10);

    private final long opened = System.nanoTime();
    private final Backend backend;
    private final Owner owner;
    private final LastKeychain lastKeychain;
    private final KeychainFailures problem;
    private @Nullable Owner last;

    /**
     * @param owner which keychain this is
     * @param last which keychain sign-ins were last stored in; null for none
     */
    SwitchedBackend(
            Backend backend, Owner owner, @Nullable Owner last, LastKeychain lastKeychain, KeychainFailures problem) {
        this.backend = backend;
        this.owner = owner;
        this.lastKeychain = lastKeychain;
        this.problem = problem;
        this.last = last;
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        backend.unlock(entry, writing);
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return hasCopies() ? Optional.empty() : backend.get(entry);
    }

    private boolean hasCopies() {
        return last != null
                && !last.equals(owner)
                && lastKeychain.unfinished(owner).isThere();
    }

    @Override
    public void takeBackCopies() throws StoreUnavailable, InterruptedException {
        if (!hasCopies()) return;
        lastKeychain.unfinished(owner).undo(new UnfinishedMove.Target() {
            @Override
            public Set<EntryName> names() throws StoreUnavailable, InterruptedException {
                return backend.names();
            }

            @Override
            public Optional<String> get(EntryName name) throws StoreUnavailable, InterruptedException {
                return backend.get(name);
            }

            @Override
            public void replace(EntryName name, @Nullable String value) throws StoreUnavailable, InterruptedException {
                if (value == null) backend.delete(name);
                else backend.set(name, value);
                if (!backend.get(name).equals(Optional.ofNullable(value))) throw problem.notStored();
            }
        });
    }

    @Override
    public void failIfStoredElsewhere() throws StoreUnavailable, InterruptedException {
        if (last == null) return;
        if (!last.equals(owner)) throw problem.elsewhere(last.name(), owner.name());
        if (backend.isClosed()) throw problem.closed();
    }

    @Override
    public boolean isClosed() throws StoreUnavailable, InterruptedException {
        return backend.isClosed();
    }

    @Override
    public Set<EntryName> names() throws StoreUnavailable, InterruptedException {
        return backend.names();
    }

    /** As after {@code keytray move}; and where the keychain that sign-ins are kept in did not answer, it may now. */
    @Override
    public boolean isSuperseded() {
        Owner now = lastKeychain.read();
        if (owner.equals(now)) last = now;
        if (now == null || now.equals(owner)) return false;
        // Not at each call: what the person has allowed a program in KeePassXC ends with its connection.
        return !now.equals(last) || System.nanoTime() - opened > UNTIL_NEXT_LOOK;
    }

    @Override
    public boolean asksForEachEntry() {
        return backend.asksForEachEntry();
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        backend.set(entry, value);
        if (owner.equals(last) || entry.equals(EntryName.probe())) return;
        lastKeychain.write(owner);
        last = owner;
    }

    /** The list of accounts goes with the last sign-in. */
    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        backend.delete(entry);
        if (!entry.equals(EntryName.index()) || !owner.equals(last)) return;
        lastKeychain.forget();
        last = null;
    }

    @Override
    public void close() {
        backend.close();
    }
}
