package io.github.keytray.tray.dbus;

import org.jspecify.annotations.Nullable;

/**
 * A menu item.
 *
 * @param key identifies the item while its text changes
 * @param text its text; empty for a separator
 * @param work what a click does, on a thread of the bus; null for an item without an action
 */
public record MenuLine(String key, String text, @Nullable Runnable work) {}
