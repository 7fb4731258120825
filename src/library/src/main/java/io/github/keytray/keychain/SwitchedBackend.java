package io.github.keytray.keychain;

import com.github.javakeyring.KeyringStorageType;
import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A keychain that is not the one sign-ins were last kept in; it becomes that with the first that is written to it. */
final class SwitchedBackend implements Backend {
    private final Backend backend;
    private final KeyringStorageType type;
    private final LastKeychain lastKeychain;
    private final KeychainFailures problem;
    private @Nullable KeyringStorageType last;

    /**
     * @param type which one this is
     * @param last which one it was; null for none
     */
    SwitchedBackend(
            Backend backend,
            KeyringStorageType type,
            @Nullable KeyringStorageType last,
            LastKeychain lastKeychain,
            KeychainFailures problem) {
        this.backend = backend;
        this.type = type;
        this.last = last;
        this.lastKeychain = lastKeychain;
        this.problem = problem;
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        backend.unlock(entry, writing);
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return backend.get(entry);
    }

    @Override
    public void failIfStoredElsewhere() throws StoreUnavailable {
        if (last != null && last != type) throw problem.elsewhere(name(last), name(type));
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        backend.set(entry, value);
        if (last == type) return;
        lastKeychain.write(type);
        last = type;
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        backend.delete(entry);
    }

    @Override
    public void close() {
        backend.close();
    }

    private static String name(KeyringStorageType type) {
        return type == KeyringStorageType.KWALLET ? "KWallet" : "GNOME Keyring";
    }
}
