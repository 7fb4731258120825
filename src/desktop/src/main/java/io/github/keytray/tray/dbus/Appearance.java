package io.github.keytray.tray.dbus;

import java.util.concurrent.ExecutorService;
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
    /** A portal that has to be started first takes its time, in which the icon is to be shown all the same. */
    private final ExecutorService patient = SerialExecutor.named("keytray-appearance");

    private Appearance(Consumer<Boolean> dark) {
        this.dark = dark;
    }

    /**
     * Follows the desktop, for as long as the bus is there.
     *
     * @param dark told whether the person likes it dark, whenever the desktop says so; on any thread
     */
    public static void follow(ReconnectingBus bus, Consumer<Boolean> dark) {
        bus.addListener(new Appearance(dark));
    }

    @Override
    public void on(DBusConnection connection) throws DBusException {
        connection.addSigHandler(PortalSettings.SettingChanged.class, change -> {
            if (change.namespace.equals(NAMESPACE) && change.key.equals(KEY)) tell(change.value);
        });
        connection.addSigHandler(DBus.NameOwnerChanged.class, change -> {
            if (change.name.equals(PortalSettings.NAME) && !change.newOwner.isEmpty())
                patient.execute(() -> ask(connection));
        });
        DBus daemon = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        if (daemon.NameHasOwner(PortalSettings.NAME)) ask(connection);
        // The bus starts it when it is asked.
        else patient.execute(() -> ask(connection));
    }

    private void ask(DBusConnection connection) {
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
