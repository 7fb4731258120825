package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every write. It opens the keychain when first needed, reads back each write, and after a failure that the
 * user cannot fix, opens the keychain anew and tries once more: after a restart of the keychain's daemon the old
 * connection loses writes without an error.
 */
final class VerifyingBackend implements Backend {
    private final Opener opener;
    private final PromptMonitor person;
    private final KeychainFailures problem;
    private final BackOff backOff;
    private @Nullable Backend open;

    VerifyingBackend(Opener opener, PromptMonitor person, KeychainFailures problem, BackOff backOff) {
        this.opener = opener;
        this.person = person;
        this.problem = problem;
        this.backOff = backOff;
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        withRetry(backend -> {
            backend.unlock(entry, writing);
            return entry;
        });
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return withRetry(new Get(entry));
    }

    @Override
    public void failIfStoredElsewhere() throws StoreUnavailable, InterruptedException {
        if (open != null) open.failIfStoredElsewhere();
    }

    @Override
    public boolean isClosed() throws StoreUnavailable, InterruptedException {
        return withRetry(Backend::isClosed);
    }

    @Override
    public boolean asksForEachEntry() {
        return open != null && open.asksForEachEntry();
    }

    @Override
    public Set<EntryName> names() throws StoreUnavailable, InterruptedException {
        return withRetry(Backend::names);
    }

    @Override
    public void takeBackCopies() throws StoreUnavailable, InterruptedException {
        withRetry(backend -> {
            backend.takeBackCopies();
            return backend;
        });
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        withRetry(backend -> {
            backend.set(entry, value);
            if (!backend.get(entry).equals(Optional.of(value))) throw problem.notStored();
            return value;
        });
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        withRetry(backend -> {
            backend.delete(entry);
            if (backend.get(entry).isPresent()) throw problem.notStored();
            return entry;
        });
    }

    @Override
    public void close() {
        if (open != null) open.close();
        open = null;
    }

    private <T> T withRetry(BackendCall<T> action) throws StoreUnavailable, InterruptedException {
        if (open != null && open.isSuperseded()) close();
        boolean fresh = open == null;
        if (fresh) backOff.check();
        try {
            return once(action);
        } catch (StoreUnavailable first) {
            if (!isWorthAnotherTry(first, fresh)) throw last(first);
        }
        close();
        try {
            return once(action);
        } catch (StoreUnavailable second) {
            throw last(second);
        }
    }

    private <T> T once(BackendCall<T> action) throws StoreUnavailable, InterruptedException {
        try {
            if (open == null) open = opener.open(person);
            T result = action.on(open);
            backOff.succeeded();
            return result;
        } catch (RuntimeException e) {
            throw problem.failed(e);
        }
    }

    /** Not when it did not open at all, nor against a person's no. */
    private boolean isWorthAnotherTry(StoreUnavailable failure, boolean fresh) {
        if (open == null) return false;
        return switch (failure.reason()) {
            case FAILED -> true;
            case ABSENT -> !fresh;
            default -> false;
        };
    }

    private StoreUnavailable last(StoreUnavailable failure) {
        if (open == null || failure.reason() == Reason.ABSENT) {
            close();
            backOff.failed(failure);
        }
        return failure;
    }

    /** Not a lambda: every start reads. */
    private record Get(EntryName entry) implements BackendCall<Optional<String>> {
        @Override
        public Optional<String> on(Backend backend) throws StoreUnavailable, InterruptedException {
            return backend.get(entry);
        }
    }

    @FunctionalInterface
    private interface BackendCall<T> {
        T on(Backend backend) throws StoreUnavailable, InterruptedException;
    }
}
