package io.github.keytray.tray.dbus;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Stands in for the desktop's portal. Answers as that does: a variant in a variant. */
public record Portal(int scheme) implements PortalSettings {
    /** Has it answer on the session bus until the connection is closed. */
    public static DBusConnection show(int scheme) throws Exception {
        DBusConnection connection =
                DBusConnectionBuilder.forSessionBus().withShared(false).build();
        connection.exportObject(PATH, new Portal(scheme));
        connection.requestBusName(NAME);
        return connection;
    }

    @Override
    public Variant<?> read(String namespace, String key) {
        return new Variant<>(new Variant<>(new UInt32(scheme)), "v");
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
