package io.github.keytray.tray.dialog;

import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.Component;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/**
 * Tells the person something that waits until they have read it.
 *
 * @param kind as {@link JOptionPane} has them
 */
public record MessageDialog(SignInText words, int kind) {
    /** Shows it, on the event dispatch thread, and waits. */
    public void show(@Nullable Component owner, String title, String sentence) {
        WrappingLabel text = new WrappingLabel(sentence);
        text.setColumns(34);
        text.setSize(text.getPreferredSize().width, Short.MAX_VALUE);
        // Its button is in the person's language; Java knows fewer.
        new Options(words, words.text("close")).show(owner, title, kind, text);
    }
}
