package io.github.keytray.swing;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import javax.swing.JButton;

/** Puts a text on the clipboard, and says so. */
final class CopyButton extends JButton {
    private static final long serialVersionUID = 1L;

    CopyButton(Messages messages, String key, String text) {
        messages.label(key).putOn(this);
        addActionListener(event -> {
            StringSelection selection = new StringSelection(text);
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(selection, selection);
            setText(messages.get("copied"));
        });
    }
}
