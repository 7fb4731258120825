package io.github.keytray.tray.theme;

import javax.swing.JTextArea;
import javax.swing.UIManager;

/** A sentence that wraps, and looks like a label. */
public final class WrappingLabel extends JTextArea {
    private static final long serialVersionUID = 1L;

    public WrappingLabel(String text) {
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
