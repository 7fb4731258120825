package io.github.keytray.keychain;

import com.github.javakeyring.KeyringStorageType;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.platform.Platform;
import java.util.Map;

/** Opens the one keychain that fits: on Windows and macOS by java-keyring, on Linux the one of {@link Desktop}. */
record KeychainOpener(
        Platform platform, Map<String, String> environment, LastKeychain lastKeychain, KeychainFailures problem)
        implements Backend.Opener {
    @Override
    public Backend open(Backend.PromptMonitor person) throws StoreUnavailable, InterruptedException {
        return switch (platform) {
            case WINDOWS -> byJna(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
            // By JNA: the newer backend brings native code that is bound to its own package name.
            case MAC -> byJna(KeyringStorageType.LEGACY_OSX_KEYCHAIN);
            case LINUX -> onBus(person);
        };
    }

    /** Only these use JNA: on Linux a host may have any version of it, or none. */
    private Backend byJna(KeyringStorageType type) throws StoreUnavailable {
        JnaVersion.require(problem);
        return new JavaKeyringBackend(type, problem);
    }

    private Backend onBus(Backend.PromptMonitor person) throws StoreUnavailable, InterruptedException {
        SessionBusConnection bus = connect();
        Backend backend = null;
        try {
            Owner last = lastKeychain.read();
            Desktop.Found found = new Desktop(bus, environment, problem).find(last);
            problem.isWith(found.owner());
            Backend one = found.owner().equals(Owner.KWALLET)
                    ? new KWalletBackend(bus, found.service(), person, problem)
                    : new SecretServiceBackend(bus, found.owner(), person, problem, hasDisplay());
            backend = new SwitchedBackend(one, found.owner(), last, lastKeychain, problem);
            return backend;
        } catch (SessionBusConnection.BusException e) {
            throw problem.onBus(e);
        } finally {
            if (backend == null) bus.close();
        }
    }

    private SessionBusConnection connect() throws StoreUnavailable, InterruptedException {
        try {
            return SessionBusConnection.connect(SessionBusAddress.address(environment, problem));
        } catch (SessionBusConnection.BusException e) {
            throw problem.noSession(e);
        }
    }

    private boolean hasDisplay() {
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    }
}
