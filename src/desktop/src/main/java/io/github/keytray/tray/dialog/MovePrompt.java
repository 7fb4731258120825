package io.github.keytray.tray.dialog;

import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.Component;
import java.awt.Font;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/** Asks whether to move all sign-ins from one keychain to another. */
public record MovePrompt(SignInText words) {
    /** Asks, on the event dispatch thread, and waits for the answer. */
    public boolean ask(@Nullable Component owner, String from, String to) {
        JLabel question = PlainText.in(new JLabel());
        question.setText(words.text("move.question", from, to));
        question.setFont(question.getFont().deriveFont(Font.BOLD));
        WrappingLabel text = new WrappingLabel(words.text("move.text", from, to));
        text.setColumns(34);
        text.setSize(text.getPreferredSize().width, Short.MAX_VALUE);
        return new Options(words, words.text("move.yes"), words.text("cancel"))
                        .show(owner, "move.title", JOptionPane.QUESTION_MESSAGE, question, text)
                == 0;
    }
}
