package io.github.keytray.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The Desktop Notifications Specification 1.3. */
@DBusInterfaceName("org.freedesktop.Notifications")
public interface NotificationService extends DBusInterface {
    @DBusMemberName("GetCapabilities")
    List<String> capabilities();

    @DBusMemberName("Notify")
    UInt32 post(
            String application,
            UInt32 replaces,
            String icon,
            String summary,
            String body,
            List<String> actions,
            Map<String, Variant<?>> hints,
            int timeout);

    @DBusMemberName("CloseNotification")
    void close(UInt32 id);

    /** The person clicked a notification, or one of its buttons. */
    final class ActionInvoked extends DBusSignal {
        final UInt32 id;
        final String action;

        public ActionInvoked(String path, UInt32 id, String action) throws DBusException {
            super(path, id, action);
            this.id = id;
            this.action = action;
        }
    }

    /** A notification was closed, by the user or because it expired. */
    final class NotificationClosed extends DBusSignal {
        final UInt32 id;
        final UInt32 reason;

        public NotificationClosed(String path, UInt32 id, UInt32 reason) throws DBusException {
            super(path, id, reason);
            this.id = id;
            this.reason = reason;
        }
    }

    /** What permits the window that a click is about to open to come to the front; comes before the click. */
    final class ActivationToken extends DBusSignal {
        final UInt32 id;
        final String token;

        public ActivationToken(String path, UInt32 id, String token) throws DBusException {
            super(path, id, token);
            this.id = id;
            this.token = token;
        }
    }
}
