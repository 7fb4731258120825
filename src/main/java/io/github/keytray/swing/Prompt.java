package io.github.keytray.swing;

import java.awt.Color;
import java.awt.Component;
import java.awt.ComponentOrientation;
import java.awt.Dialog;
import java.awt.Font;
import java.awt.Window;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JTextArea;
import javax.swing.LookAndFeel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/**
 * A question in the manner of {@link JOptionPane}: modal to its owner, in the host's look and feel; the first option is
 * the default, and Escape or closing the window chooses none.
 *
 * @param type a message type of {@link JOptionPane}, for the icon
 * @param heading the question
 * @param lines what there is to know
 * @param options the buttons
 */
record Prompt(
        @Nullable Window owner, int type, String title, String heading, List<String> lines, List<String> options) {
    private static final int COLUMNS = 34;

    /** Shows the prompt, on the event dispatch thread, and waits for the answer: an index of the options, or -1. */
    int show() {
        JOptionPane pane = pane();
        JDialog dialog = dialog(pane);
        dialog.setVisible(true);
        dialog.dispose();
        return answer(pane);
    }

    /** Shows the prompt, from a worker, and waits for the answer. An interrupt takes the prompt away. */
    int ask() throws InterruptedException {
        try (Shown shown = begin()) {
            return Edt.await(shown.answer());
        }
    }

    /** Shows the prompt, from a worker, and does not wait. */
    Shown begin() throws InterruptedException {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        return Edt.call(() -> {
            JOptionPane pane = pane();
            JDialog created = dialog(pane);
            SwingUtilities.invokeLater(() -> {
                try {
                    if (!answer.isDone()) created.setVisible(true);
                } finally {
                    created.dispose();
                    answer.complete(answer(pane));
                }
            });
            return new Shown(created, answer);
        });
    }

    /** A prompt on the screen, until it is answered or closed. */
    record Shown(JDialog dialog, CompletableFuture<Integer> answer) implements AutoCloseable {
        @Override
        public void close() {
            answer.complete(-1);
            SwingUtilities.invokeLater(dialog::dispose);
        }
    }

    private JDialog dialog(JOptionPane pane) {
        JDialog dialog = pane.createDialog(owner, title);
        dialog.setName("keytray." + title);
        dialog.setModalityType(
                owner == null ? Dialog.ModalityType.APPLICATION_MODAL : Dialog.ModalityType.DOCUMENT_MODAL);
        return dialog;
    }

    private JOptionPane pane() {
        Object[] message = new Object[lines.size() + 1];
        message[0] = question();
        for (int i = 0; i < lines.size(); i++) message[i + 1] = text(lines.get(i));
        JOptionPane pane =
                new JOptionPane(message, type, JOptionPane.DEFAULT_OPTION, null, options.toArray(), options.get(0));
        pane.getAccessibleContext().setAccessibleDescription(heading + " " + String.join(" ", lines));
        pane.applyComponentOrientation(ComponentOrientation.getOrientation(locale(owner)));
        return pane;
    }

    private int answer(JOptionPane pane) {
        Object value = pane.getValue();
        return value == null ? -1 : options.indexOf(value);
    }

    private JComponent question() {
        JLabel label = new JLabel(heading);
        label.setFont(label.getFont().deriveFont(Font.BOLD, label.getFont().getSize2D() * 1.15f));
        int gap = label.getFontMetrics(label.getFont()).getHeight() / 3;
        label.setBorder(BorderFactory.createEmptyBorder(0, 0, gap, 0));
        return label;
    }

    /** Text that wraps, and looks like a label. */
    static JTextArea text(String text) {
        JTextArea area = new JTextArea();
        LookAndFeel.installColorsAndFont(area, "Label.background", "Label.foreground", "Label.font");
        Font font = UIManager.getFont("Label.font");
        if (font != null) area.setFont(font);
        area.setColumns(COLUMNS);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setEditable(false);
        area.setFocusable(false);
        area.setOpaque(false);
        // Nimbus paints a background whether opaque or not.
        area.setBackground(new Color(0, true));
        area.setBorder(null);
        fill(area, text);
        return area;
    }

    /** A text that wraps knows its height once it knows its width. */
    static void fill(JTextArea area, String text) {
        area.setText(text);
        area.setSize(area.getPreferredSize().width, Short.MAX_VALUE);
    }

    static Locale locale(@Nullable Component owner) {
        return owner == null ? JComponent.getDefaultLocale() : owner.getLocale();
    }
}
