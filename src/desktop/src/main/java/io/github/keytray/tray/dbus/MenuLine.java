package io.github.keytray.tray.dbus;

import org.jspecify.annotations.Nullable;

/**
 * A line of a menu.
 *
 * @param key what the line is about, whatever it says at the moment
 * @param text what it says; empty for a line that sets others apart
 * @param work what a click does, on a thread of the bus; null where it does nothing
 */
public record MenuLine(String key, String text, @Nullable Runnable work) {}
