package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ChunkedEntries in the person's wallet, by KWallet's own interface. Its Secret Service renames what is set again and writes the
 * secret seconds after the attributes; here a write counts when {@code sync} has put it on the disk. Where ksecretd has the
 * wallets, {@code sync} does nothing, and ksecretd writes its file five seconds later.
 */
final class KWalletBackend implements Backend {
    /** The one name under which KWallet asks the person, once for all entries. */
    static final String APPLICATION = "Keytray";

    private final SessionBusConnection bus;
    private final PromptMonitor person;
    private final KeychainFailures problem;
    private final Target wallets;
    /** Null where KWallet itself has the wallets for certain. */
    private final @Nullable KSecretD keeper;

    private String opened = "";
    private int handle = -1;

    /**
     * @param service the name of KWallet on the bus, with its version
     */
    KWalletBackend(SessionBusConnection bus, String service, PromptMonitor person, KeychainFailures problem) {
        this.bus = bus;
        this.person = person;
        this.problem = problem;
        String module = service.substring(service.lastIndexOf('.') + 1);
        this.wallets = new Target(service, "/modules/" + module, "org.kde.KWallet");
        this.keeper = service.equals(Desktop.KWALLET_6) ? new KSecretD(bus) : null;
    }

    @Override
    public boolean isClosed() throws StoreUnavailable, InterruptedException {
        return onBus(() -> wallet() == null);
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        onBus(() -> {
            if (writing || mayHold(entry)) open();
            return entry;
        });
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return onBus(() -> {
            if (!isOpen() && !mayHold(entry)) return Optional.empty();
            String value = read(entry);
            // A handle that was closed meanwhile reads nothing, without an error.
            if (value.isEmpty() && !isOpen()) value = read(entry);
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
        });
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        onBus(() -> {
            open();
            if (!isTrue("hasFolder", "iss", handle, entry.service(), APPLICATION)) {
                call("createFolder", "iss", handle, entry.service(), APPLICATION);
            }
            Object result =
                    call("writePassword", "issss", handle, entry.service(), entry.account(), value, APPLICATION);
            if (!result.equals(0)) throw problem.notStored();
            sync();
            return value;
        });
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        onBus(() -> {
            if (!isOpen() && !mayHold(entry)) return entry;
            open();
            call("removeEntry", "isss", handle, entry.service(), entry.account(), APPLICATION);
            if (list(call("entryList", "iss", handle, entry.service(), APPLICATION))
                    .isEmpty()) {
                call("removeFolder", "iss", handle, entry.service(), APPLICATION);
            }
            sync();
            return entry;
        });
    }

    @Override
    public Set<EntryName> names() throws StoreUnavailable, InterruptedException {
        return onBus(() -> {
            if (wallet() == null) return Set.of();
            open();
            Set<EntryName> entries = new LinkedHashSet<>();
            for (Object folder : list(call("folderList", "is", handle, APPLICATION))) {
                if (!EntryName.isService(String.valueOf(folder))) continue;
                for (Object key : list(call("entryList", "iss", handle, folder, APPLICATION))) {
                    EntryName.of(String.valueOf(folder), String.valueOf(key)).ifPresent(entries::add);
                }
            }
            return entries;
        });
    }

    /**
     * Gives the handle back; the wallet stays open for others. Not where the wallet is locked, for which ksecretd would ask the
     * person for its password.
     */
    @Override
    public void close() {
        try {
            if (handle >= 0 && isOpen(opened)) bus.send(wallets, "close", "ibs", handle, false, APPLICATION);
        } catch (BusException gone) {
            // Then it has no handle of ours.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            bus.close();
        }
    }

    private String read(EntryName entry) throws StoreUnavailable, BusException, InterruptedException {
        open();
        return String.valueOf(call("readPassword", "isss", handle, entry.service(), entry.account(), APPLICATION));
    }

    /**
     * {@code sync} is announced as a method without an answer, so that none is waited for. KWallet writes its file in it, and
     * does one call after the other: when it has answered the next one, the file is written.
     */
    private void sync() throws StoreUnavailable, BusException, InterruptedException {
        bus.send(wallets, "sync", "is", handle, APPLICATION);
        if (!isOpen()) throw problem.notStored();
    }

    /**
     * Whether our handle is good. The wallet is asked for first, by its name: KWallet counts questions about a handle that
     * is not, and soon warns the person of an application that may be misbehaving.
     */
    private boolean isOpen() throws BusException, InterruptedException {
        if (handle < 0) return false;
        if (isOpen(opened) && isTrue("isOpen", "i", handle)) return true;
        handle = -1;
        return false;
    }

    private boolean isOpen(String wallet) throws BusException, InterruptedException {
        Boolean locked = keeper == null ? null : keeper.isLocked(wallet);
        return locked == null ? isTrue("isOpen", "s", wallet) : !locked;
    }

    /** Whether the wallet may hold the entry, which is known of a closed one too. */
    private boolean mayHold(EntryName entry) throws BusException, InterruptedException {
        String wallet = wallet();
        return wallet != null && !isTrue("keyDoesNotExist", "sss", wallet, entry.service(), entry.account());
    }

    /** The person's wallet; null where there is none yet. */
    private @Nullable String wallet() throws BusException, InterruptedException {
        String wallet = String.valueOf(call("localWallet", ""));
        return list(call("wallets", "")).contains(wallet) ? wallet : null;
    }

    /** Opens the wallet, by the person if need be: KWallet's own wizard makes one where there is none. */
    private void open() throws StoreUnavailable, BusException, InterruptedException {
        if (isOpen()) return;
        String wallet = String.valueOf(call("localWallet", ""));
        if (!person.mayPrompt() && !isOpen(wallet)) throw problem.locked(null);
        opened = wallet;
        handle = open(wallet);
        // The wizard of KWallet 6 makes and opens the wallet, and then answers as if the person had refused.
        if (handle < 0 && isOpen(wallet)) handle = open(wallet);
        // A handle to a wallet that stays locked reads nothing, as if nobody were signed in.
        if (handle >= 0 && isOpen(wallet)) return;
        handle = -1;
        throw isTrue("isEnabled", "") ? problem.dismissed(null) : problem.switchedOff();
    }

    private int open(String wallet) throws BusException, InterruptedException {
        person.asked(false);
        try {
            Object[] answer = bus.call(Keychain.PERSON_PATIENCE, wallets, "open", "sxs", wallet, 0L, APPLICATION);
            return answer[0] instanceof Integer number ? number : -1;
        } finally {
            person.answered();
        }
    }

    private boolean isTrue(String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        return Boolean.TRUE.equals(call(method, signature, arguments));
    }

    private Object call(String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        return bus.call(SessionBusConnection.PATIENCE, wallets, method, signature, arguments)[0];
    }

    private static Collection<?> list(Object answer) {
        return answer instanceof Collection<?> list ? list : List.of();
    }

    private <T> T onBus(Call<T> call) throws StoreUnavailable, InterruptedException {
        try {
            return call.run();
        } catch (BusException e) {
            throw problem.onBus(e);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws StoreUnavailable, BusException, InterruptedException;
    }
}
