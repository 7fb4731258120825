package io.github.keytray.tray.dialog;

import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import java.awt.Component;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/**
 * A question in the manner of {@link JOptionPane}, whose buttons are in the person's language: Java knows fewer.
 *
 * @param texts what the buttons say; the last is chosen at first
 */
public record Options(SignInText words, List<String> texts) {
    public Options(SignInText words, String... texts) {
        this(words, List.of(texts));
    }

    /**
     * Shows it, on the event dispatch thread, and waits for the answer.
     *
     * @param kind as {@link JOptionPane} has them
     * @return which button was pressed, counted from 0; -1 for none
     */
    public int show(@Nullable Component owner, String title, int kind, Component... message) {
        Object[] buttons = texts.stream().map(Options::button).toArray();
        JOptionPane pane =
                new JOptionPane(message, kind, JOptionPane.DEFAULT_OPTION, null, buttons, buttons[buttons.length - 1]);
        Stream.of(buttons)
                .map(JButton.class::cast)
                .forEach(button -> button.addActionListener(event -> pane.setValue(button)));
        JDialog dialog = pane.createDialog(owner, words.text(title));
        pane.selectInitialValue();
        dialog.setVisible(true);
        dialog.dispose();
        return List.of(buttons).indexOf(pane.getValue() == null ? "" : pane.getValue());
    }

    private static JButton button(String text) {
        return PlainText.in(new JButton(text));
    }
}
