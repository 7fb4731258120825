package io.github.keytray.keychain;

import com.github.javakeyring.KeyringStorageType;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.platform.Platform;
import java.util.Map;

/**
 * Asks java-keyring for the one keychain that fits, because its own search leaves connections and threads behind for
 * each that does not: on Linux the one that sign-ins were last kept in, else the Secret Service, and KWallet where there
 * is none.
 */
record KeychainOpener(Platform platform, Map<String, String> environment, KeptIn keptIn, Problem problem)
        implements Backend.Opener {
    @Override
    public Backend open(Backend.Person person) throws StoreUnavailable, InterruptedException {
        return switch (platform) {
            case WINDOWS -> ungated(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
            case MAC -> ungated(KeyringStorageType.OSX_KEYCHAIN);
            case LINUX -> onBus(person);
        };
    }

    private Backend ungated(KeyringStorageType type) {
        return new JavaKeyringBackend(type, Gate.OPEN, problem);
    }

    private Backend onBus(Backend.Person person) throws StoreUnavailable, InterruptedException {
        Bus bus = connect();
        Backend backend = null;
        try {
            backend = onBus(bus, person);
            return backend;
        } catch (Bus.Failure e) {
            throw problem.onBus(e);
        } finally {
            if (backend == null) bus.close();
        }
    }

    private Backend onBus(Bus bus, Backend.Person person) throws StoreUnavailable, Bus.Failure, InterruptedException {
        KeyringStorageType last = keptIn.read();
        boolean service = SecretService.isOn(bus);
        boolean wallet = (last == KeyringStorageType.KWALLET || !service) && KWallet.isOn(bus);
        if (!wallet && !service) throw problem.noService(null);
        KeyringStorageType type = wallet ? KeyringStorageType.KWALLET : KeyringStorageType.GNOME_KEYRING;
        Gate gate = wallet ? new KWallet(bus, person, problem) : new SecretService(bus, person, problem, hasDisplay());
        Backend backend = new JavaKeyringBackend(type, gate, problem);
        return type == last ? backend : new OtherBackend(backend, type, last, keptIn, problem);
    }

    private Bus connect() throws StoreUnavailable {
        if (!SessionBus.isAnnounced(environment)) {
            throw SessionBus.unannounced(environment)
                    .map(problem::busNotAnnounced)
                    .orElseGet(() -> problem.noSession(null));
        }
        try {
            return Bus.connect();
        } catch (Bus.Failure e) {
            throw problem.noSession(e);
        }
    }

    private boolean hasDisplay() {
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    }
}
