package io.github.keytray.keychain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** As much of KWallet as Keytray calls, on a real bus. Like the real one, it answers a refused caller with -1. */
final class FakeKWallet implements AutoCloseable {
    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private final DBusConnection connection;
    volatile boolean refuses;
    volatile boolean isOpen = true;

    /** Answers the next open with -1 although it opens, as KWallet 6 does after its wizard. */
    volatile boolean answersLate;

    volatile List<String> wallets = List.of("kdewallet");
    final Set<String> applications = ConcurrentHashMap.newKeySet();
    private final Map<String, String> onDisk = new ConcurrentHashMap<>();

    FakeKWallet(Path socket) throws DBusException {
        connection = DBusConnectionBuilder.forAddress("unix:path=" + socket)
                .withShared(false)
                .build();
        connection.exportObject("/modules/kwalletd5", new Service());
        connection.requestBusName("org.kde.kwalletd5");
    }

    /** Is killed and started again: what was not written to the disk is as it was before. */
    void die() {
        isOpen = false;
        entries.clear();
        entries.putAll(onDisk);
    }

    /** The person's wallet is deleted. */
    void lose() {
        isOpen = false;
        entries.clear();
        wallets = List.of();
    }

    @Override
    public void close() {
        connection.disconnect();
    }

    private final class Service implements Wallet {
        @Override
        public String localWallet() {
            return "kdewallet";
        }

        @Override
        public int open(String wallet, long window, String app) {
            if (refuses) return -1;
            isOpen = true;
            wallets = List.of(wallet);
            applications.add(app);
            if (!answersLate) return 7;
            answersLate = false;
            return -1;
        }

        @Override
        public List<String> wallets() {
            return wallets;
        }

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public boolean keyDoesNotExist(String wallet, String folder, String key) {
            return !entries.containsKey(folder + '/' + key);
        }

        @Override
        public boolean hasFolder(int handle, String folder, String app) {
            return true;
        }

        @Override
        public void sync(int handle, String app) {
            onDisk.clear();
            onDisk.putAll(entries);
        }

        @Override
        public boolean isOpen(String wallet) {
            return isOpen;
        }

        @Override
        public boolean isOpen(int handle) {
            return handle == 7 && isOpen;
        }

        @Override
        public int close(int handle, boolean force, String app) {
            return 0;
        }

        @Override
        public boolean hasEntry(int handle, String folder, String key, String app) {
            return handle == 7 && entries.containsKey(folder + '/' + key);
        }

        @Override
        public String readPassword(int handle, String folder, String key, String app) {
            return handle == 7 && isOpen ? entries.getOrDefault(folder + '/' + key, "") : "";
        }

        @Override
        public int writePassword(int handle, String folder, String key, String value, String app) {
            if (handle != 7) return -1;
            entries.put(folder + '/' + key, value);
            return 0;
        }

        @Override
        public List<String> entryList(int handle, String folder, String app) {
            return entries.keySet().stream()
                    .filter(key -> key.startsWith(folder + '/'))
                    .toList();
        }

        @Override
        public int removeEntry(int handle, String folder, String key, String app) {
            return entries.remove(folder + '/' + key) == null ? -3 : 0;
        }

        @Override
        public boolean removeFolder(int handle, String folder, String app) {
            return true;
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return "/modules/kwalletd5";
        }
    }

    /** The methods, by their names on the bus. */
    @DBusInterfaceName("org.kde.KWallet")
    public interface Wallet extends DBusInterface {
        String localWallet();

        int open(String wallet, long window, String app);

        boolean isOpen(String wallet);

        boolean isOpen(int handle);

        int close(int handle, boolean force, String app);

        List<String> wallets();

        boolean isEnabled();

        boolean keyDoesNotExist(String wallet, String folder, String key);

        boolean hasFolder(int handle, String folder, String app);

        void sync(int handle, String app);

        boolean hasEntry(int handle, String folder, String key, String app);

        String readPassword(int handle, String folder, String key, String app);

        int writePassword(int handle, String folder, String key, String value, String app);

        List<String> entryList(int handle, String folder, String app);

        int removeEntry(int handle, String folder, String key, String app);

        boolean removeFolder(int handle, String folder, String app);
    }
}
