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
    private final KeyringStorageType type;
    private final Gate gate;
    private final KeyringErrors errors;
    private @Nullable Keyring keyring;

    JavaKeyringBackend(KeyringStorageType type, Gate gate, Problem problem) {
        this.type = type;
        this.gate = gate;
        this.errors = new KeyringErrors(problem);
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        if (!gate.pass(entry, false)) return Optional.empty();
        try {
            return Optional.of(keyring().getPassword(entry.service(), entry.account()));
        } catch (PasswordAccessException e) {
            if (errors.isAbsentEntry(e)) return Optional.empty();
            throw errors.explain(entry, e);
        }
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        gate.pass(entry, true);
        try {
            keyring().setPassword(entry.service(), entry.account(), value);
        } catch (PasswordAccessException e) {
            throw errors.explain(entry, e);
        }
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        if (!gate.pass(entry, false)) return;
        try {
            keyring().deletePassword(entry.service(), entry.account());
        } catch (PasswordAccessException e) {
            if (!errors.isAbsentEntry(e)) throw errors.explain(entry, e);
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
            Keyring created = Keyring.create(type);
            keyring = created;
            return created;
        } catch (BackendNotSupportedException | LinkageError e) {
            throw errors.notCreated(e);
        }
    }
}
