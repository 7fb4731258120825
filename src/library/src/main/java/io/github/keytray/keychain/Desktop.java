package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keychains of a Linux desktop. The one to use is the one that sign-ins were last stored in, where it is available;
 * otherwise the desktop's own. KWallet owns {@code org.freedesktop.secrets} as well once it runs, and is reached by its
 * own interface always, so that a sign-in is found again under each of its names.
 */
final class Desktop {
    private static final String KWALLET_5 = "org.kde.kwalletd5";
    static final String KWALLET_6 = "org.kde.kwalletd6";

    /** GNOME Keyring's own name, by which it answers also where another program has that of the Secret Service. */
    private static final String GNOME_KEYRING = "org.gnome.keyring";

    private final SessionBusConnection bus;
    private final Map<String, String> environment;
    private final KeychainFailures problem;
    private final Collection<?> running;
    private final Collection<?> startable;

    Desktop(SessionBusConnection bus, Map<String, String> environment, KeychainFailures problem)
            throws BusException, InterruptedException {
        this.bus = bus;
        this.environment = environment;
        this.problem = problem;
        this.running = bus.names("ListNames");
        this.startable = bus.names("ListActivatableNames");
    }

    /**
     * The keychain to use.
     *
     * @param last the one that sign-ins were last stored in; null for none
     */
    Found find(@Nullable Owner last) throws StoreUnavailable, BusException, InterruptedException {
        String wallet = wallet();
        Owner secrets = running.contains(SecretService.NAME) ? owner() : null;
        if (Owner.GNOME_KEYRING.equals(last) && isGnomeKeyringApart(secrets)) {
            return found(Owner.GNOME_KEYRING, GNOME_KEYRING);
        }
        // KeePassXC has the name only where the person has set it up so, on any desktop.
        boolean isWallet = last == null ? isKde() && !Owner.KEEPASSXC.equals(secrets) : last.equals(Owner.KWALLET);
        if (isWallet && wallet != null) return new Found(Owner.KWALLET, wallet);
        if (secrets == null && startable.contains(SecretService.NAME)) secrets = start();
        if (secrets != null) return found(secrets, SecretService.NAME);
        if (wallet != null) return new Found(Owner.KWALLET, wallet);
        throw problem.noService(null);
    }

    /**
     * All keychains that answer.
     *
     * @param starts whether the bus is asked to start a Secret Service where none runs
     */
    List<Found> all(boolean starts) throws BusException, InterruptedException {
        List<Found> all = new ArrayList<>();
        Owner secrets = running.contains(SecretService.NAME) ? owner() : null;
        if (secrets == null && starts && startable.contains(SecretService.NAME)) secrets = start();
        if (secrets != null) all.add(found(secrets, SecretService.NAME));
        if (isGnomeKeyringApart(secrets)) all.add(found(Owner.GNOME_KEYRING, GNOME_KEYRING));
        String wallet = wallet();
        if (wallet != null) all.add(new Found(Owner.KWALLET, wallet));
        return all;
    }

    /** By the name of its connection: when it ends, another program may get the name that all Secret Services share. */
    private Found found(Owner owner, String name) throws BusException, InterruptedException {
        Object unique =
                bus.call(SessionBusConnection.PATIENCE, SessionBusConnection.DAEMON, "GetNameOwner", "s", name)[0];
        return new Found(owner, String.valueOf(unique));
    }

    private boolean isGnomeKeyringApart(@Nullable Owner secrets) {
        return running.contains(GNOME_KEYRING) && !Owner.GNOME_KEYRING.equals(secrets);
    }

    private @Nullable Owner start() throws BusException, InterruptedException {
        bus.call(
                SessionBusConnection.PATIENCE,
                SessionBusConnection.DAEMON,
                "StartServiceByName",
                "su",
                SecretService.NAME,
                0);
        return owner();
    }

    /** The Secret Service that is no KWallet; null where it is one. */
    private @Nullable Owner owner() throws BusException, InterruptedException {
        Owner owner = Owner.of(bus, SecretService.NAME);
        return owner.equals(Owner.KWALLET) ? null : owner;
    }

    /** The name of KWallet on the bus, with its version; null where there is none. */
    private @Nullable String wallet() {
        boolean isPlasma5 = "5".equals(environment.get("KDE_SESSION_VERSION"));
        List<String> names = isPlasma5 ? List.of(KWALLET_5, KWALLET_6) : List.of(KWALLET_6, KWALLET_5);
        for (String name : names) if (running.contains(name)) return name;
        for (String name : names) if (startable.contains(name)) return name;
        return null;
    }

    private boolean isKde() {
        return environment.getOrDefault("XDG_CURRENT_DESKTOP", "").contains("KDE");
    }

    /**
     * A keychain that is there, or that the bus can start.
     *
     * @param service its name on the bus
     */
    record Found(Owner owner, String service) {}
}
