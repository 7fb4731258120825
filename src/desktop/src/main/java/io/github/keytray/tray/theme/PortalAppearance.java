package io.github.keytray.tray.theme;

import io.github.keytray.internal.dbus.SessionBusAddress;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.Map;
import java.util.Optional;

/**
 * What the person has set a Linux desktop to look like, asked of its portal once (XDG Desktop Portal,
 * {@code org.freedesktop.portal.Settings}). The bus starts a portal that does not run yet.
 */
final class PortalAppearance {
    private static final Target SETTINGS = new Target(
            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings");

    private static final long NO_PREFERENCE = 0;
    private static final long PREFER_DARK = 1;

    private PortalAppearance() {}

    /** Empty where no portal says it, or the person has no preference. Blocks, for seconds where the portal has to be started. */
    static Optional<Boolean> isDark(Map<String, String> environment) throws InterruptedException {
        Optional<String> path = SessionBusAddress.find(environment);
        if (path.isEmpty()) return Optional.empty();
        try (SessionBusConnection bus = SessionBusConnection.connect(path.get())) {
            Object[] answer = bus.call(
                    SessionBusConnection.PATIENCE,
                    SETTINGS,
                    "Read",
                    "ss",
                    "org.freedesktop.appearance",
                    "color-scheme");
            Object value = answer[0];
            while (value instanceof Variant variant) value = variant.value();
            return value instanceof Long scheme && scheme != NO_PREFERENCE
                    ? Optional.of(scheme == PREFER_DARK)
                    : Optional.empty();
        } catch (BusException unsaid) {
            return Optional.empty();
        }
    }
}
