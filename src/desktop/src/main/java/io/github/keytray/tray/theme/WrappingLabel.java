package io.github.keytray.tray.theme;

import javax.swing.BorderFactory;
import javax.swing.JTextArea;
import javax.swing.LookAndFeel;

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
        // Not null, in whose place the next look and feel has a border of its own.
        setBorder(BorderFactory.createEmptyBorder());
    }

    @Override
    public void updateUI() {
        super.updateUI();
        LookAndFeel.installColorsAndFont(this, "Label.background", "Label.foreground", "Label.font");
    }
}
