package io.github.keytray.keychain;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** java-keyring, on the systems whose keychain is always there and prompts by itself. Created when first needed. */
final class JavaKeyringBackend implements Backend {
    private final Factory factory;
    private final KeyringErrorTranslator errors;
    private @Nullable Keyring keyring;

    JavaKeyringBackend(KeyringStorageType type, KeychainFailures problem) {
        this(() -> Keyring.create(type), problem);
    }

    JavaKeyringBackend(Factory factory, KeychainFailures problem) {
        this.factory = factory;
        this.errors = new KeyringErrorTranslator(problem);
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws InterruptedException {
        mustNotBeInterrupted();
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return Optional.ofNullable(run(entry, () -> keyring().getPassword(entry.service(), entry.account())));
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        run(entry, () -> {
            keyring().setPassword(entry.service(), entry.account(), value);
            return value;
        });
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        run(entry, () -> {
            keyring().deletePassword(entry.service(), entry.account());
            return null;
        });
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // close() is declared to throw anything
    public void close() {
        try {
            if (keyring != null) keyring.close();
        } catch (Exception e) {
            // It is as closed as it can be.
        }
    }

    /** What the call gives; null where there is no such entry. */
    private @Nullable String run(EntryName entry, KeyringCall call) throws StoreUnavailable, InterruptedException {
        mustNotBeInterrupted();
        try {
            return call.run();
        } catch (PasswordAccessException e) {
            if (errors.isAbsentEntry(e)) return null;
            throw errors.explain(entry, e);
        }
    }

    private static void mustNotBeInterrupted() throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
    }

    private Keyring keyring() throws StoreUnavailable {
        if (keyring != null) return keyring;
        try {
            Keyring created = factory.create();
            keyring = created;
            return created;
        } catch (BackendNotSupportedException | LinkageError e) {
            throw errors.problem().absent(e);
        }
    }

    @FunctionalInterface
    interface Factory {
        Keyring create() throws BackendNotSupportedException;
    }

    @FunctionalInterface
    private interface KeyringCall {
        @Nullable
        String run() throws PasswordAccessException, StoreUnavailable;
    }
}
