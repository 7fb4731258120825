package io.github.keytray.tray.theme;

import io.github.keytray.internal.dbus.SessionBusAddress;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.tray.dbus.ColorScheme;
import java.util.Map;
import java.util.Optional;

/**
 * What the person has set a Linux desktop to look like, asked of its portal once (XDG Desktop Portal,
 * {@code org.freedesktop.portal.Settings}). The bus starts a portal that does not run yet.
 */
final class PortalAppearance {
    private PortalAppearance() {}

    /** Empty where no portal says it, or the person has no preference. Blocks, for seconds where the portal has to be started. */
    static Optional<Boolean> isDark(Map<String, String> environment) throws InterruptedException {
        Optional<String> path = SessionBusAddress.find(environment);
        if (path.isEmpty()) return Optional.empty();
        try (SessionBusConnection bus = SessionBusConnection.connect(path.get())) {
            Object[] answer = bus.call(
                    SessionBusConnection.PATIENCE,
                    ColorScheme.SETTINGS,
                    "Read",
                    "ss",
                    ColorScheme.NAMESPACE,
                    ColorScheme.KEY);
            Object setting = answer.length == 0 ? null : ColorScheme.unwrapped(answer[0]);
            return setting instanceof Long scheme && scheme != ColorScheme.NO_PREFERENCE
                    ? Optional.of(scheme == ColorScheme.PREFER_DARK)
                    : Optional.empty();
        } catch (BusException unsaid) {
            return Optional.empty();
        }
    }
}
