package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;

/** What the person likes, light or dark, as the desktop's portal has it (XDG Desktop Portal, Settings). */
public final class ColorScheme {
    public static final Target SETTINGS = new Target(
            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings");
    public static final String NAMESPACE = "org.freedesktop.appearance";
    public static final String KEY = "color-scheme";

    public static final long NO_PREFERENCE = 0;
    public static final long PREFER_DARK = 1;

    private ColorScheme() {}

    /** The setting without the variants that are around it, of which portals send one or two. */
    public static Object unwrapped(Object setting) {
        Object value = setting;
        while (value instanceof Variant variant) value = variant.value();
        return value;
    }
}
