package io.github.keytray.keychain;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** java-keyring behind its guard. It is created late, because until the guard has let it ensureUnlocked its constructor may hang. */
final class JavaKeyringBackend implements Backend {
    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 250;

    private final Factory factory;
    private final KeyringGuard guard;
    private final KeyringErrorTranslator errors;
    private final BackOff backOff = new BackOff(InstantSource.system());
    private @Nullable Keyring keyring;

    JavaKeyringBackend(KeyringStorageType type, KeyringGuard guard, KeychainFailures problem) {
        this(() -> Keyring.create(type), guard, problem);
    }

    JavaKeyringBackend(Factory factory, KeyringGuard guard, KeychainFailures problem) {
        this.factory = factory;
        this.guard = guard;
        this.errors = new KeyringErrorTranslator(problem);
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        guard.ensureUnlocked(entry, writing);
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        if (!guard.ensureUnlocked(entry, false)) return Optional.empty();
        return Optional.ofNullable(withoutDuplicates(entry, () -> keyring().getPassword(entry.service(), entry.account())));
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        guard.ensureUnlocked(entry, true);
        withoutDuplicates(entry, () -> {
            keyring().setPassword(entry.service(), entry.account(), value);
            return value;
        });
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        if (!guard.ensureUnlocked(entry, false)) return;
        withoutDuplicates(entry, () -> {
            keyring().deletePassword(entry.service(), entry.account());
            return null;
        });
    }

    /** What the call gives, after healing what it may have to be withoutDuplicates of; null where there is no such entry. */
    private @Nullable String withoutDuplicates(EntryName entry, KeyringCall call) throws StoreUnavailable, InterruptedException {
        try {
            try {
                return call.run();
            } catch (PasswordAccessException e) {
                if (!errors.isDuplicate(e) || !guard.removeDuplicates(entry)) throw e;
                return call.run();
            }
        } catch (PasswordAccessException e) {
            if (errors.isAbsentEntry(e)) return null;
            throw errors.explain(entry, e);
        }
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // close() is declared to throw anything
    public void close() {
        try (guard) {
            if (keyring != null) keyring.close();
        } catch (Exception e) {
            // It is as closed as it can be.
        }
    }

    private Keyring keyring() throws StoreUnavailable, InterruptedException {
        if (keyring != null) return keyring;
        backOff.check();
        Keyring created = created();
        keyring = created;
        return created;
    }

    /** Where a guard has found the keychain there, java-keyring just did not wait for it as long as a busy machine takes. */
    private Keyring created() throws StoreUnavailable, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int tries = 1; ; tries++, pause *= 2) {
            try {
                return factory.create();
            } catch (BackendNotSupportedException e) {
                if (guard == KeyringGuard.OPEN) throw errors.problem().absent(e);
                if (tries == TRIES) throw givenUp(e);
            } catch (LinkageError e) {
                throw errors.problem().absent(e);
            }
            Thread.sleep(pause);
        }
    }

    private StoreUnavailable givenUp(BackendNotSupportedException e) {
        StoreUnavailable failure = errors.problem().timedOut(e);
        backOff.failed(failure);
        return failure;
    }

    @FunctionalInterface
    interface Factory {
        Keyring create() throws BackendNotSupportedException;
    }

    @FunctionalInterface
    private interface KeyringCall {
        @Nullable
        String run() throws PasswordAccessException, StoreUnavailable, InterruptedException;
    }
}
