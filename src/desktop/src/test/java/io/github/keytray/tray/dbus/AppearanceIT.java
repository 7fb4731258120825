package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Needs;
import io.github.keytray.testing.DesktopPart;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real bus, with a stand-in for the desktop's portal. */
@Needs(DesktopPart.SECRET_SERVICE)
class AppearanceIT {
    /** Answers as the portal does: a variant in a variant. */
    public record Portal(int scheme) implements PortalSettings {
        @Override
        public Variant<?> read(String namespace, String key) {
            return new Variant<>(new Variant<>(new UInt32(scheme)), "v");
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    private final BlockingQueue<Boolean> said = new LinkedBlockingQueue<>();
    private final ReconnectingBus bus = new ReconnectingBus("keytray-icon");

    AppearanceIT() {
        Appearance.follow(bus, said::add);
    }

    @AfterEach
    void leave() {
        bus.close();
    }

    private void connect() throws Exception {
        bus.connect().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false"})
    void should_be_what_the_desktop_says(int scheme, boolean dark) throws Exception {
        try (DBusConnection connection = portal(scheme)) {
            connect();
            assertThat(said).containsExactly(dark);
        }
    }

    @Test
    void should_follow_the_desktop() throws Exception {
        try (DBusConnection connection = portal(0)) {
            connect();
            change(connection, "org.gnome.desktop.interface", "color-scheme", new Variant<>("prefer-dark"));
            change(connection, "org.freedesktop.appearance", "contrast", new Variant<>(new UInt32(1)));
            change(connection, "org.freedesktop.appearance", "color-scheme", new Variant<>(new UInt32(1)));
            change(connection, "org.freedesktop.appearance", "color-scheme", new Variant<>(new UInt32(2)));
            for (boolean next : new boolean[] {false, true, false}) {
                assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo(next);
            }
        }
    }

    @Test
    void should_say_nothing_where_the_desktop_says_nothing() throws Exception {
        connect();
        assertThat(said).isEmpty();
    }

    private static DBusConnection portal(int scheme) throws Exception {
        DBusConnection connection =
                DBusConnectionBuilder.forSessionBus().withShared(false).build();
        connection.exportObject(PortalSettings.PATH, new Portal(scheme));
        connection.requestBusName(PortalSettings.NAME);
        return connection;
    }

    private static void change(DBusConnection connection, String namespace, String key, Variant<?> value)
            throws Exception {
        connection.sendMessage(new PortalSettings.SettingChanged(PortalSettings.PATH, namespace, key, value));
    }
}
