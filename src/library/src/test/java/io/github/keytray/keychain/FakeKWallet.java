package io.github.keytray.keychain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** As much of KWallet as java-keyring calls, on a real bus. Like the real one, it answers a refused caller with -1. */
final class FakeKWallet implements AutoCloseable {
    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private final DBusConnection connection;
    volatile boolean refuses;
    volatile boolean isOpen = true;

    FakeKWallet(Path socket) throws DBusException {
        connection = DBusConnectionBuilder.forAddress("unix:path=" + socket)
                .withShared(false)
                .build();
        connection.exportObject("/modules/kwalletd5", new Service());
        connection.requestBusName("org.kde.kwalletd5");
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
            return 7;
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
            return entries.getOrDefault(folder + '/' + key, "");
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

        boolean hasEntry(int handle, String folder, String key, String app);

        String readPassword(int handle, String folder, String key, String app);

        int writePassword(int handle, String folder, String key, String value, String app);

        List<String> entryList(int handle, String folder, String app);

        int removeEntry(int handle, String folder, String key, String app);

        boolean removeFolder(int handle, String folder, String app);
    }
}
