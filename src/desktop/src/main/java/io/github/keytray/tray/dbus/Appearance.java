package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** What the person has set their desktop to look like, by its portal, at first and with each change. */
public final class Appearance implements ReconnectingBus.BusListener {
    private static final Target SETTINGS = new Target(
            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings");
    private static final String NAMESPACE = "org.freedesktop.appearance";
    private static final String KEY = "color-scheme";
    private static final long PREFER_DARK = 1;

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
    public void on(BusConnection connection) throws BusException {
        connection.subscribe(new SignalRule(SETTINGS.interfaceName(), "SettingChanged", "ssv", NAMESPACE), change -> {
            if (change[1].equals(KEY)) tell(change[2]);
        });
        connection.subscribe(SignalRule.ownerOf(SETTINGS.service()), change -> {
            if (!change[2].equals("")) patient.execute(() -> ask(connection));
        });
        if (connection.hasOwner(SETTINGS.service())) ask(connection);
        // The bus starts it when it is asked.
        else patient.execute(() -> ask(connection));
    }

    private void ask(BusConnection connection) {
        try {
            tell(connection.ask(SETTINGS, "Read", "ss", NAMESPACE, KEY));
        } catch (BusException unsaid) {
            // It stays as it is.
        }
    }

    private void tell(Object value) {
        while (value instanceof Variant variant) value = variant.value();
        if (value instanceof Long scheme) dark.accept(scheme == PREFER_DARK);
    }
}
