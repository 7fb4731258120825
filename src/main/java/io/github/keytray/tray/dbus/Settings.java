package io.github.keytray.tray.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/** The settings of the desktop, as the XDG Desktop Portal hands them to programs. */
@DBusInterfaceName("org.freedesktop.portal.Settings")
public interface Settings extends DBusInterface {
    String NAME = "org.freedesktop.portal.Desktop";
    String PATH = "/org/freedesktop/portal/desktop";

    @DBusMemberName("Read")
    Variant<?> read(String namespace, String key);
}
