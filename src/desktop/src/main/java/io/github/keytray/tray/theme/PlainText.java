package io.github.keytray.tray.theme;

import javax.swing.JComponent;

/**
 * Text that is shown as it is. Swing takes one that begins with a tag for HTML, and fetches its pictures from the network;
 * names and sentences come from providers.
 */
public final class PlainText {
    private static final String NO_HTML = "html.disable";

    private PlainText() {}

    /** Has a component show plain text alone; before it gets its text. */
    public static <T extends JComponent> T in(T component) {
        component.putClientProperty(NO_HTML, true);
        return component;
    }
}
