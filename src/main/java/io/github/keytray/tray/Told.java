package io.github.keytray.tray;

import java.awt.Component;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/**
 * Tells the person something that waits until they have read it.
 *
 * @param kind as {@link JOptionPane} has them
 */
record Told(Words words, int kind) {
    /** Shows it, on the event dispatch thread, and waits. */
    void show(@Nullable Component owner, String title, String sentence) {
        Prose text = new Prose(sentence);
        text.setColumns(34);
        text.setSize(text.getPreferredSize().width, Short.MAX_VALUE);
        // Its button is in the person's language; Java knows fewer.
        Object[] options = {words.text("close")};
        JOptionPane.showOptionDialog(
                owner, text, words.text(title), JOptionPane.DEFAULT_OPTION, kind, null, options, options[0]);
    }
}
