/**
 * The services of freedesktop.org desktops over D-Bus: notifications, and the icon that GNOME, KDE and Wayland show.
 * This package knows nothing of sign-ins. Calls block for the bus, so they run on threads of this package.
 */
@NullMarked
package io.github.keytray.tray.dbus;

import org.jspecify.annotations.NullMarked;
