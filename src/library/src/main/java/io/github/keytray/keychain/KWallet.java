package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Arrays;
import java.util.Collection;

/**
 * KWallet, as far as java-keyring leaves it out: it takes a wallet that was not opened for one that does not hold the
 * entry. Opening it here first tells the two apart.
 */
final class KWallet implements KeyringGuard {
    /** The name that java-keyring uses, whatever the version of the desktop. */
    private static final String NAME = "org.kde.kwalletd5";

    private static final SessionBusConnection.Target WALLET = new SessionBusConnection.Target(NAME, "/modules/kwalletd5", "org.kde.KWallet");
    private static final SessionBusConnection.Target BUS =
            new SessionBusConnection.Target("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");

    private final SessionBusConnection bus;
    private final Backend.PromptMonitor person;
    private final KeychainFailures problem;

    KWallet(SessionBusConnection bus, Backend.PromptMonitor person, KeychainFailures problem) {
        this.bus = bus;
        this.person = person;
        this.problem = problem;
    }

    /** Whether there is a KWallet on the bus, or the bus can start one. */
    static boolean isOn(SessionBusConnection bus) throws SessionBusConnection.BusException, InterruptedException {
        return isListed(bus, "ListNames") || isListed(bus, "ListActivatableNames");
    }

    @Override
    public boolean ensureUnlocked(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        try {
            String wallet = (String) bus.call(SessionBusConnection.PATIENCE, WALLET, "localWallet", "")[0];
            if (!person.mayPrompt() && !isOpen(wallet)) throw problem.locked(null);
            person.asked();
            try {
                Object[] answer =
                        bus.call(Keychain.PERSON_PATIENCE, WALLET, "open", "sxs", wallet, 0L, entry.service());
                if (((Integer) answer[0]) < 0) throw problem.dismissed(null);
            } finally {
                person.answered();
            }
            return true;
        } catch (SessionBusConnection.BusException e) {
            throw e.isNoReply() ? problem.locked(e) : problem.onBus(e);
        }
    }

    private boolean isOpen(String wallet) throws SessionBusConnection.BusException, InterruptedException {
        return Boolean.TRUE.equals(bus.call(SessionBusConnection.PATIENCE, WALLET, "isOpen", "s", wallet)[0]);
    }

    /** A wallet holds one entry by a name. */
    @Override
    public boolean removeDuplicates(EntryName entry) {
        return false;
    }

    @Override
    public void close() {
        bus.close();
    }

    private static boolean isListed(SessionBusConnection bus, String method) throws SessionBusConnection.BusException, InterruptedException {
        Object names = bus.call(SessionBusConnection.PATIENCE, BUS, method, "")[0];
        return names instanceof Collection<?> list
                ? list.contains(NAME)
                : Arrays.asList((Object[]) names).contains(NAME);
    }
}
