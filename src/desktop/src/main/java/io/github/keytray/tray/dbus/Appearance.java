package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** What the person has set their desktop to look like, by its portal, at first and with each change. */
public final class Appearance implements ReconnectingBus.BusListener {
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
        connection.subscribe(
                new SignalRule(ColorScheme.SETTINGS.interfaceName(), "SettingChanged", "ssv", ColorScheme.NAMESPACE),
                change -> {
                    if (change[1].equals(ColorScheme.KEY)) tell(change[2]);
                });
        connection.subscribe(SignalRule.ownerOf(ColorScheme.SETTINGS.service()), change -> {
            if (!change[2].equals("")) patient.execute(() -> ask(connection));
        });
        if (connection.hasOwner(ColorScheme.SETTINGS.service())) ask(connection);
        // The bus starts it when it is asked.
        else patient.execute(() -> ask(connection));
    }

    private void ask(BusConnection connection) {
        try {
            tell(connection.ask(ColorScheme.SETTINGS, "Read", "ss", ColorScheme.NAMESPACE, ColorScheme.KEY));
        } catch (BusException unsaid) {
            // It stays as it is.
        }
    }

    private void tell(Object setting) {
        if (ColorScheme.unwrapped(setting) instanceof Long scheme) dark.accept(scheme == ColorScheme.PREFER_DARK);
    }
}
