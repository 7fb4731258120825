package io.github.keytray.keychain;

import com.github.javakeyring.KeyringStorageType;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.platform.Platform;
import java.util.Map;

/**
 * Asks java-keyring for the one keychain that fits, because its own search leaves connections and threads behind for
 * each that does not: on Linux the one that sign-ins were last kept in, else the Secret Service, and KWallet where there
 * is none.
 */
record KeychainOpener(Platform platform, Map<String, String> environment, LastKeychain lastKeychain, KeychainFailures problem)
        implements Backend.Opener {
    @Override
    public Backend open(Backend.PromptMonitor person) throws StoreUnavailable, InterruptedException {
        return switch (platform) {
            case WINDOWS -> unguarded(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
            // By JNA: the newer backend brings native code that is bound to its own package name.
            case MAC -> unguarded(KeyringStorageType.LEGACY_OSX_KEYCHAIN);
            case LINUX -> onBus(person);
        };
    }

    /** Only these use JNA: on Linux a host may have any version of it, or none. */
    private Backend unguarded(KeyringStorageType type) throws StoreUnavailable {
        JnaVersion.require(problem);
        return new JavaKeyringBackend(type, KeyringGuard.OPEN, problem);
    }

    private Backend onBus(Backend.PromptMonitor person) throws StoreUnavailable, InterruptedException {
        SessionBusConnection bus = connect();
        Backend backend = null;
        try {
            backend = onBus(bus, person);
            return backend;
        } catch (SessionBusConnection.BusException e) {
            throw problem.onBus(e);
        } finally {
            if (backend == null) bus.close();
        }
    }

    private Backend onBus(SessionBusConnection bus, Backend.PromptMonitor person) throws StoreUnavailable, SessionBusConnection.BusException, InterruptedException {
        KeyringStorageType last = lastKeychain.read();
        boolean service = SecretService.isOn(bus);
        boolean wallet = (last == KeyringStorageType.KWALLET || !service) && KWallet.isOn(bus);
        if (!wallet && !service) throw problem.noService(null);
        KeyringStorageType type = wallet ? KeyringStorageType.KWALLET : KeyringStorageType.GNOME_KEYRING;
        KeyringGuard guard = wallet ? new KWallet(bus, person, problem) : new SecretService(bus, person, problem, hasDisplay());
        Backend backend = new JavaKeyringBackend(type, guard, problem);
        return type == last ? backend : new SwitchedBackend(backend, type, last, lastKeychain, problem);
    }

    private SessionBusConnection connect() throws StoreUnavailable {
        if (!SessionBusAddress.isAnnounced(environment)) {
            throw SessionBusAddress.unannounced(environment)
                    .map(problem::busNotAnnounced)
                    .orElseGet(() -> problem.noSession(null));
        }
        try {
            return SessionBusConnection.connect();
        } catch (SessionBusConnection.BusException e) {
            throw problem.noSession(e);
        }
    }

    private boolean hasDisplay() {
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    }
}
