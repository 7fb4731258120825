package io.github.keytray.tray;

import javax.swing.JTextArea;
import javax.swing.UIManager;

/** A sentence that wraps, and looks like a label. */
final class Prose extends JTextArea {
    private static final long serialVersionUID = 1L;

    Prose(String text) {
        super(text);
        setEditable(false);
        setFocusable(false);
        setOpaque(false);
        setLineWrap(true);
        setWrapStyleWord(true);
        setBorder(null);
        setFont(UIManager.getFont("Label.font"));
    }
}
