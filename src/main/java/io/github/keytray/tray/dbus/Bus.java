package io.github.keytray.tray.dbus;

import java.io.IOException;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.jspecify.annotations.Nullable;

/** The session bus, connected when first needed and again when the bus comes back. Not safe for several threads. */
final class Bus {
    private final Setup setup;
    private @Nullable DBusConnection connection;

    /** What is done with each new connection. */
    @FunctionalInterface
    interface Setup {
        void on(DBusConnection connection) throws DBusException;
    }

    Bus(Setup setup) {
        this.setup = setup;
    }

    /**
     * The connection.
     *
     * @throws DBusException when there is no bus
     */
    DBusConnection connection() throws DBusException {
        DBusConnection known = connection;
        if (known != null && known.isConnected()) return known;
        close();
        try {
            DBusConnection fresh =
                    DBusConnectionBuilder.forSessionBus().withShared(false).build();
            connection = fresh;
            setup.on(fresh);
            return fresh;
        } catch (DBusExecutionException e) {
            throw new DBusException(e);
        }
    }

    boolean isConnected() {
        return connection != null && connection.isConnected();
    }

    void close() {
        if (connection == null) return;
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            // It is as closed as it can be.
        }
        connection = null;
    }
}
