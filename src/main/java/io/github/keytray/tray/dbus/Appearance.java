package io.github.keytray.tray.dbus;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What the person has set their desktop to look like. */
public final class Appearance {
    private static final int PREFER_DARK = 1;

    private Appearance() {}

    /** Whether the desktop says that the person likes it dark; false where it says nothing. Blocks. */
    public static boolean isDark() {
        Bus bus = new Bus(connection -> {});
        try {
            DBusConnection connection = bus.connection();
            DBus daemon = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            // One that would have to be started first takes too long to tell.
            if (!daemon.NameHasOwner(Settings.NAME)) return false;
            Settings settings = connection.getRemoteObject(Settings.NAME, Settings.PATH, Settings.class);
            Object value = settings.read("org.freedesktop.appearance", "color-scheme");
            while (value instanceof Variant<?> variant) value = variant.getValue();
            return value instanceof UInt32 scheme && scheme.intValue() == PREFER_DARK;
        } catch (DBusException | DBusExecutionException unsaid) {
            return false;
        } finally {
            bus.close();
        }
    }
}
