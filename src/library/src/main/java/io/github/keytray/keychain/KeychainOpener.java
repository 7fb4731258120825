package io.github.keytray.keychain;

import com.github.javakeyring.KeyringStorageType;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.BusSocket;
import io.github.keytray.internal.dbus.SessionBusAddress;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.platform.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens the one keychain that fits: on Windows and macOS by java-keyring, on Linux the one of {@link Desktop}.
 *
 * @param only the one keychain of a Linux desktop to open, whichever sign-ins are kept in; null for that one
 */
record KeychainOpener(
        Platform platform,
        Map<String, String> environment,
        LastKeychain lastKeychain,
        KeychainFailures problem,
        @Nullable Owner only)
        implements Backend.Opener {
    KeychainOpener(
            Platform platform, Map<String, String> environment, LastKeychain lastKeychain, KeychainFailures problem) {
        this(platform, environment, lastKeychain, problem, null);
    }

    KeychainOpener only(Owner owner) {
        return new KeychainOpener(platform, environment, lastKeychain, new KeychainFailures(owner.name()), owner);
    }

    @Override
    public Backend open(Backend.PromptMonitor person) throws StoreUnavailable, InterruptedException {
        return switch (platform) {
            case WINDOWS -> byJna(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
            // By JNA: the newer backend brings native code that is bound to its own package name.
            case MAC -> byJna(KeyringStorageType.LEGACY_OSX_KEYCHAIN);
            case LINUX -> onBus(person);
        };
    }

    /** On Linux a host may have any version of JNA, or none: there only an abstract session bus needs it. */
    private Backend byJna(KeyringStorageType type) throws StoreUnavailable {
        JnaVersion.require(problem);
        return new JavaKeyringBackend(type, problem);
    }

    private Backend onBus(Backend.PromptMonitor person) throws StoreUnavailable, InterruptedException {
        SessionBusConnection bus = connect();
        Backend backend = null;
        try {
            Desktop desktop = new Desktop(bus, environment, problem);
            backend = only == null ? kept(desktop, bus, person) : backend(find(desktop, only), bus, person);
            return backend;
        } catch (BusException e) {
            throw problem.onBus(e);
        } finally {
            if (backend == null) bus.close();
        }
    }

    /** The keychain that sign-ins are kept in, or are to be. */
    private Backend kept(Desktop desktop, SessionBusConnection bus, Backend.PromptMonitor person)
            throws StoreUnavailable, BusException, InterruptedException {
        Owner last = lastKeychain.read();
        Desktop.Found found = desktop.find(last);
        problem.isWith(found.owner());
        return new SwitchedBackend(backend(found, bus, person), found.owner(), last, lastKeychain, problem);
    }

    private Desktop.Found find(Desktop desktop, Owner owner)
            throws StoreUnavailable, BusException, InterruptedException {
        for (Desktop.Found found : desktop.all(true)) if (found.owner().equals(owner)) return found;
        throw problem.absent(null);
    }

    private Backend backend(Desktop.Found found, SessionBusConnection bus, Backend.PromptMonitor person)
            throws BusException {
        return found.owner().equals(Owner.KWALLET)
                ? new KWalletBackend(bus, found.service(), person, problem)
                : new SecretServiceBackend(bus, found, person, problem, hasDisplay());
    }

    /**
     * Which keychains there are.
     *
     * @param starts whether one that does not run may be started
     */
    Keychains keychains(boolean starts) throws StoreUnavailable, InterruptedException {
        if (platform != Platform.LINUX) return Keychains.NONE;
        try (SessionBusConnection bus = connect()) {
            Desktop desktop = new Desktop(bus, environment, problem);
            List<Owner> all =
                    desktop.all(starts).stream().map(Desktop.Found::owner).toList();
            Owner own = all.isEmpty() ? null : desktop.find(null).owner();
            return new Keychains(lastKeychain.read(), lastKeychain.left(), own, all);
        } catch (BusException e) {
            throw problem.onBus(e);
        }
    }

    private SessionBusConnection connect() throws StoreUnavailable, InterruptedException {
        // Without a lambda, which costs a young process more than the question.
        String path = SessionBusAddress.find(environment).orElse(null);
        if (path == null) throw problem.noSession(environment, null);
        try {
            return SessionBusConnection.connect(path);
        } catch (BusException e) {
            boolean isOutOfReach = BusSocket.isAbstract(path) && e.isUnsupportedHere();
            throw isOutOfReach ? problem.abstractBus(e) : problem.noSession(environment, e);
        }
    }

    private boolean hasDisplay() {
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    }

    /**
     * The keychains of a Linux desktop.
     *
     * @param last the one that sign-ins are kept in; null for none
     * @param left the one that they were moved from, and not deleted in yet; null for none
     * @param own the desktop's own; null for none
     * @param all those that answer
     */
    record Keychains(
            @Nullable Owner last,
            @Nullable Owner left,
            @Nullable Owner own,
            List<Owner> all) {
        static final Keychains NONE = new Keychains(null, null, null, List.of());
    }
}
