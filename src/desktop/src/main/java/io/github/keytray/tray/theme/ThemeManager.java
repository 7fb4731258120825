package io.github.keytray.tray.theme;

import java.awt.EventQueue;

/**
 * The look of the windows: put on with the first of them, because it takes memory, and changed with the desktop while they
 * are open. Safe for any thread, but for {@link #install}.
 */
public final class ThemeManager {
    private final PanelAppearance panel;
    private volatile boolean dark;
    private volatile boolean installed;
    private volatile boolean panelDark;

    public ThemeManager(PanelAppearance panel) {
        this.panel = panel;
    }

    public boolean isDark() {
        return dark;
    }

    /** Whether the icon is to be one for a dark panel; reads small files. */
    public boolean isPanelDark() {
        panelDark = panel.isDark(dark);
        return panelDark;
    }

    /** Whether the panel has changed since the icon was drawn; reads small files. */
    public boolean hasPanelChanged() {
        return panelDark != panel.isDark(dark);
    }

    public void setDark(boolean dark) {
        if (this.dark == dark) return;
        this.dark = dark;
        if (installed) EventQueue.invokeLater(() -> Theme.change(this.dark));
    }

    /** Call on the event dispatch thread, before a window or a menu. */
    public void install() {
        if (installed) return;
        installed = true;
        Theme.install(dark);
    }
}
