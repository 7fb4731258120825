package io.github.keytray.tray.icon;

import org.jspecify.annotations.Nullable;

/**
 * A line of the tray's menu, whichever way the desktop shows it.
 *
 * @param key what it is about, whatever it says at the moment
 * @param text what it says; empty for a line that sets others apart
 * @param action what it does, on the event dispatch thread; null for one that only says something
 */
public record MenuEntry(String key, String text, @Nullable Runnable action) {
    static final MenuEntry SEPARATOR = new MenuEntry("separator", "", null);

    boolean isSeparator() {
        return text.isEmpty();
    }
}
