package io.github.keytray.tray.icon;

import org.jspecify.annotations.Nullable;

/**
 * An item of the tray's menu, for all kinds of desktops.
 *
 * @param key identifies the item while its text changes
 * @param text its text; empty for a separator
 * @param action what it does, on the event dispatch thread; null for an item that is only text
 */
public record MenuEntry(String key, String text, @Nullable Runnable action) {
    static final MenuEntry SEPARATOR = new MenuEntry("separator", "", null);

    boolean isSeparator() {
        return text.isEmpty();
    }
}
