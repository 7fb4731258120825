package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Part;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real bus, with a stand-in for the desktop's portal. */
@Needs(Part.SECRET_SERVICE)
class AppearanceIT {
    /** Answers as the portal does: a variant in a variant. */
    public record Portal(int scheme) implements Settings {
        @Override
        public Variant<?> read(String namespace, String key) {
            return new Variant<>(new Variant<>(new UInt32(scheme)), "v");
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false"})
    void should_be_what_the_desktop_says(int scheme, boolean dark) throws Exception {
        try (DBusConnection connection =
                DBusConnectionBuilder.forSessionBus().withShared(false).build()) {
            connection.exportObject(Settings.PATH, new Portal(scheme));
            connection.requestBusName(Settings.NAME);
            assertThat(Appearance.isDark()).isEqualTo(dark);
        }
    }

    @Test
    void should_be_light_where_the_desktop_says_nothing() {
        assertThat(Appearance.isDark()).isFalse();
    }
}
