package io.github.keytray.keychain;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** java-keyring behind its gate. It is created late, because until the gate has let it pass its constructor may hang. */
final class JavaKeyringBackend implements Backend {
    private final Factory factory;
    private final Gate gate;
    private final KeyringErrors errors;
    private @Nullable Keyring keyring;

    JavaKeyringBackend(KeyringStorageType type, Gate gate, Problem problem) {
        this(() -> Keyring.create(type), gate, problem);
    }

    JavaKeyringBackend(Factory factory, Gate gate, Problem problem) {
        this.factory = factory;
        this.gate = gate;
        this.errors = new KeyringErrors(problem);
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        gate.pass(entry, writing);
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        if (!gate.pass(entry, false)) return Optional.empty();
        return Optional.ofNullable(healed(entry, () -> keyring().getPassword(entry.service(), entry.account())));
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        gate.pass(entry, true);
        healed(entry, () -> {
            keyring().setPassword(entry.service(), entry.account(), value);
            return value;
        });
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        if (!gate.pass(entry, false)) return;
        healed(entry, () -> {
            keyring().deletePassword(entry.service(), entry.account());
            return null;
        });
    }

    /** What the call gives, after healing what it may have to be healed of; null where there is no such entry. */
    private @Nullable String healed(EntryName entry, Call call) throws StoreUnavailable, InterruptedException {
        try {
            try {
                return call.run();
            } catch (PasswordAccessException e) {
                if (!errors.isDuplicate(e) || !gate.heal(entry)) throw e;
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
        try (gate) {
            if (keyring != null) keyring.close();
        } catch (Exception e) {
            // It is as closed as it can be.
        }
    }

    private Keyring keyring() throws StoreUnavailable {
        if (keyring != null) return keyring;
        try {
            Keyring created = factory.create();
            keyring = created;
            return created;
        } catch (BackendNotSupportedException | LinkageError e) {
            throw errors.notCreated(e);
        }
    }

    @FunctionalInterface
    interface Factory {
        Keyring create() throws BackendNotSupportedException;
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        String run() throws PasswordAccessException, StoreUnavailable;
    }
}
