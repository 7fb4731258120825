package io.github.keytray.tray.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.tray.dbus.Portal;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real bus, with a stand-in for the desktop's portal. */
@Needs(DesktopPart.SECRET_SERVICE)
class PortalAppearanceIT {
    @ParameterizedTest
    @CsvSource({"0,", "1, true", "2, false"})
    void should_be_what_the_desktop_says(int scheme, @Nullable Boolean dark) throws Exception {
        try (DBusConnection connection = Portal.show(scheme)) {
            assertThat(PortalAppearance.isDark(System.getenv())).isEqualTo(Optional.ofNullable(dark));
        }
    }

    @Test
    void should_be_unknown_where_no_portal_or_no_bus_says_it() throws Exception {
        assertThat(PortalAppearance.isDark(System.getenv())).isEmpty();
        assertThat(PortalAppearance.isDark(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")))
                .isEmpty();
    }
}
