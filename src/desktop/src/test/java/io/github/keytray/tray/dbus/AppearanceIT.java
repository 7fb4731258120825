package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real bus, with a stand-in for the desktop's portal. */
@Needs(DesktopPart.SECRET_SERVICE)
class AppearanceIT {
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
        try (DBusConnection connection = Portal.show(scheme)) {
            connect();
            assertThat(said).containsExactly(dark);
        }
    }

    @Test
    void should_follow_the_desktop() throws Exception {
        try (DBusConnection connection = Portal.show(0)) {
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
    void should_ask_a_portal_that_comes_later() throws Exception {
        connect();
        try (DBusConnection connection = Portal.show(1)) {
            assertThat(said.poll(10, TimeUnit.SECONDS)).isTrue();
        }
        try (DBusConnection another = Portal.show(0)) {
            assertThat(said.poll(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void should_have_the_bus_start_the_portal(@TempDir Path directory) throws Exception {
        Path asked = directory.resolve("asked");
        Path services = Files.createDirectories(Path.of(System.getenv("XDG_RUNTIME_DIR"), "dbus-1", "services"));
        Path service = services.resolve(PortalSettings.NAME + ".service");
        Files.writeString(
                service, "[D-BUS Service]\nName=" + PortalSettings.NAME + "\nExec=/usr/bin/touch " + asked + "\n");
        try {
            connect();
            Screen.await("the portal's start", () -> Files.exists(asked) ? Optional.of(true) : Optional.empty());
        } finally {
            Files.delete(service);
        }
    }

    @Test
    void should_say_nothing_where_the_desktop_says_nothing() throws Exception {
        connect();
        assertThat(said).isEmpty();
    }

    private static void change(DBusConnection connection, String namespace, String key, Variant<?> value)
            throws Exception {
        connection.sendMessage(new PortalSettings.SettingChanged(PortalSettings.PATH, namespace, key, value));
    }
}
