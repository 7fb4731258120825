package io.github.keytray.tray.dbus;

import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What the person has set their desktop to look like, by its portal, at first and with each change. */
public final class Appearance implements ReconnectingBus.BusListener {
    private static final String NAMESPACE = "org.freedesktop.appearance";
    private static final String KEY = "color-scheme";
    private static final int PREFER_DARK = 1;

    private final Consumer<Boolean> dark;

    private Appearance(Consumer<Boolean> dark) {
        this.dark = dark;
    }

    /**
     * Follows the desktop, for as long as the bus is there.
     *
     * @param dark told whether the person likes it dark, whenever the desktop says so; on a thread of the bus
     */
    public static void follow(ReconnectingBus bus, Consumer<Boolean> dark) {
        bus.addListener(new Appearance(dark));
    }

    @Override
    public void on(DBusConnection connection) throws DBusException {
        connection.addSigHandler(PortalSettings.SettingChanged.class, change -> {
            if (change.namespace.equals(NAMESPACE) && change.key.equals(KEY)) tell(change.value);
        });
        DBus daemon = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        // One that would have to be started first takes too long to tell.
        if (!daemon.NameHasOwner(PortalSettings.NAME)) return;
        try {
            tell(connection
                    .getRemoteObject(PortalSettings.NAME, PortalSettings.PATH, PortalSettings.class)
                    .read(NAMESPACE, KEY));
        } catch (DBusException | DBusExecutionException unsaid) {
            // It stays as it is.
        }
    }

    private void tell(Object value) {
        while (value instanceof Variant<?> variant) value = variant.getValue();
        if (value instanceof UInt32 scheme) dark.accept(scheme.intValue() == PREFER_DARK);
    }
}
