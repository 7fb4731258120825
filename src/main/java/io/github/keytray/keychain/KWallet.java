package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Arrays;
import java.util.Collection;

/**
 * KWallet, as far as java-keyring leaves it out: it takes a wallet that was not opened for one that does not hold the
 * entry. Opening it here first tells the two apart.
 */
final class KWallet implements Gate {
    /** The name that java-keyring uses, whatever the version of the desktop. */
    private static final String NAME = "org.kde.kwalletd5";

    private static final Bus.Target WALLET = new Bus.Target(NAME, "/modules/kwalletd5", "org.kde.KWallet");
    private static final Bus.Target BUS =
            new Bus.Target("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");

    private final Bus bus;
    private final Backend.Person person;
    private final Problem problem;

    KWallet(Bus bus, Backend.Person person, Problem problem) {
        this.bus = bus;
        this.person = person;
        this.problem = problem;
    }

    /** Whether there is a KWallet on the bus, or the bus can start one. */
    static boolean isOn(Bus bus) throws Bus.Failure, InterruptedException {
        return isListed(bus, "ListNames") || isListed(bus, "ListActivatableNames");
    }

    @Override
    public boolean pass(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        try {
            String wallet = (String) bus.call(Bus.PATIENCE, WALLET, "localWallet", "")[0];
            if (!person.mayBeAsked() && !isOpen(wallet)) throw problem.locked(null);
            person.asked();
            try {
                Object[] answer =
                        bus.call(Keychain.PERSON_PATIENCE, WALLET, "open", "sxs", wallet, 0L, entry.service());
                if (((Integer) answer[0]) < 0) throw problem.dismissed(null);
            } finally {
                person.answered();
            }
            return true;
        } catch (Bus.Failure e) {
            throw e.isNoReply() ? problem.locked(e) : problem.onBus(e);
        }
    }

    private boolean isOpen(String wallet) throws Bus.Failure, InterruptedException {
        return Boolean.TRUE.equals(bus.call(Bus.PATIENCE, WALLET, "isOpen", "s", wallet)[0]);
    }

    /** A wallet holds one entry by a name. */
    @Override
    public boolean heal(EntryName entry) {
        return false;
    }

    @Override
    public void close() {
        bus.close();
    }

    private static boolean isListed(Bus bus, String method) throws Bus.Failure, InterruptedException {
        Object names = bus.call(Bus.PATIENCE, BUS, method, "")[0];
        return names instanceof Collection<?> list
                ? list.contains(NAME)
                : Arrays.asList((Object[]) names).contains(NAME);
    }
}
