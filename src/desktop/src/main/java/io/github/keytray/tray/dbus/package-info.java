/**
 * What the desktops of freedesktop.org offer over D-Bus: notifications, and the icon that GNOME, KDE and Wayland show. It
 * knows nothing of sign-ins. Every call waits for others on the bus, on a thread of this room's own.
 */
@NullMarked
package io.github.keytray.tray.dbus;

import org.jspecify.annotations.NullMarked;
