package io.github.keytray.tray.dialog;

import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.Component;
import java.awt.Font;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/** Asks whether to sign a user out, because it affects every application that shares the sign-in. */
public record SignOutPrompt(SignInText words) {
    /** What the person wants. */
    public enum SignOutChoice {
        /** Nothing. */
        CANCEL,
        /** To be signed out on this computer. */
        HERE,
        /** And at the provider's own pages. */
        EVERYWHERE
    }

    /** Asks, on the event dispatch thread, and waits for the answer. */
    public SignOutChoice ask(@Nullable Component owner, StoredSignIn signIn) {
        JLabel question = PlainText.in(new JLabel());
        question.setText(words.text("signout.question", signIn.user().username()));
        question.setFont(question.getFont().deriveFont(Font.BOLD));
        WrappingLabel text = new WrappingLabel(words.text("signout.text", words.application(signIn)));
        text.setColumns(34);
        text.setSize(text.getPreferredSize().width, Short.MAX_VALUE);
        JCheckBox browser = PlainText.in(new JCheckBox());
        browser.setText(words.text("signout.browser", signIn.account().host()));
        int answer = new Options(words, words.text("signout.yes"), words.text("cancel"))
                .show(owner, "signout.title", JOptionPane.WARNING_MESSAGE, question, text, browser);
        if (answer != 0) return SignOutChoice.CANCEL;
        return browser.isSelected() ? SignOutChoice.EVERYWHERE : SignOutChoice.HERE;
    }
}
