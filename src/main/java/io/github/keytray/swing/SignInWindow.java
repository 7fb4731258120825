package io.github.keytray.swing;

import io.github.keytray.oauth.Authorization;
import java.awt.ComponentOrientation;
import java.awt.Dialog;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.StringSelection;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/** The window of {@link SignInDialog}. Every method on the event dispatch thread. */
final class SignInWindow {
    private final Authorization attempt;
    private final Messages messages;
    private final @Nullable Window owner;
    private final JDialog dialog;
    private final JTextArea text;
    private final JTextField link = new JTextField();
    private final JLabel left = new JLabel();
    private final JProgressBar time = new JProgressBar();
    private final Timer timer;
    private boolean closed;

    SignInWindow(@Nullable Window owner, String host, Authorization attempt, Consumer<SignInWindow> openAgain) {
        this.owner = owner;
        this.attempt = attempt;
        this.messages = new Messages(Prompt.locale(owner));
        this.text = Prompt.text(messages.get("signin.text", host));
        Dialog.ModalityType modality =
                owner == null ? Dialog.ModalityType.MODELESS : Dialog.ModalityType.DOCUMENT_MODAL;
        // As JOptionPane does, so that a dialog without an owner has the icon of its program.
        dialog =
                new JDialog(owner == null ? JOptionPane.getRootFrame() : owner, messages.get("signin.title"), modality);
        dialog.setName("keytray.signin");
        dialog.setResizable(false);
        dialog.setDefaultCloseOperation(JDialog.DO_NOTHING_ON_CLOSE);
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                attempt.cancel();
            }
        });
        JButton again = button("signin.again", event -> openAgain.accept(this));
        JButton copy = button("signin.copy", this::copy);
        JButton cancel = new JButton(messages.get("signin.cancel"));
        cancel.addActionListener(event -> attempt.cancel());
        dialog.setContentPane(content(again, copy, cancel));
        dialog.getRootPane().setDefaultButton(again);
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowOpened(WindowEvent event) {
                again.requestFocusInWindow();
            }
        });
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> attempt.cancel(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        dialog.getAccessibleContext().setAccessibleDescription(text.getText());
        dialog.applyComponentOrientation(ComponentOrientation.getOrientation(Prompt.locale(owner)));
        long total = Duration.between(Instant.now(), attempt.deadline()).toSeconds();
        time.setMaximum((int) Math.max(1, total));
        timer = new Timer(500, event -> tick());
        tick();
        pack();
    }

    void show() {
        if (closed) return;
        timer.start();
        dialog.setVisible(true);
    }

    /** Takes the window away and brings the host's own to the front. */
    void close() {
        if (closed) return;
        closed = true;
        timer.stop();
        dialog.dispose();
        if (owner != null && owner.isVisible()) owner.toFront();
    }

    /** No browser: the person can open the link in one. */
    void showLink() {
        Prompt.fill(text, messages.get("signin.nobrowser"));
        link.setVisible(true);
        link.setCaretPosition(link.getText().length());
        link.moveCaretPosition(0);
        link.requestFocusInWindow();
        pack();
    }

    private void pack() {
        dialog.pack();
        dialog.setLocationRelativeTo(owner);
    }

    private void tick() {
        long seconds =
                Math.max(0, Duration.between(Instant.now(), attempt.deadline()).toSeconds());
        left.setText(messages.get("signin.left", String.format("%d:%02d", seconds / 60, seconds % 60)));
        time.setValue((int) Math.min(seconds, time.getMaximum()));
    }

    private void copy(ActionEvent event) {
        StringSelection address = new StringSelection(attempt.uri().toString());
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(address, address);
        ((JButton) event.getSource()).setText(messages.get("signin.copied"));
    }

    private JButton button(String key, ActionListener action) {
        JButton button = new JButton(messages.get(key));
        button.setMnemonic(messages.mnemonic(key));
        button.addActionListener(action);
        return button;
    }

    private JPanel content(JButton again, JButton copy, JButton cancel) {
        JLabel heading = new JLabel(messages.get("signin.heading"));
        heading.setFont(
                heading.getFont().deriveFont(Font.BOLD, heading.getFont().getSize2D() * 1.15f));
        link.setText(attempt.uri().toString());
        link.setEditable(false);
        link.setVisible(false);
        link.setColumns(1);
        link.getAccessibleContext().setAccessibleName(messages.get("signin.link"));
        time.getAccessibleContext().setAccessibleName(messages.get("signin.time"));

        int em = heading.getFontMetrics(heading.getFont()).getHeight();
        JPanel panel = new JPanel(new GridBagLayout());
        panel.setBorder(BorderFactory.createEmptyBorder(em, em * 5 / 4, em * 3 / 4, em * 5 / 4));
        add(panel, heading, 0, 0);
        add(panel, text, 1, em / 2);
        add(panel, link, 2, em / 2);
        add(panel, time, 3, em);
        add(panel, left, 4, em / 4);
        add(panel, buttons(em / 2, again, copy, cancel), 5, em);
        return panel;
    }

    private static JPanel buttons(int gap, JButton again, JButton copy, JButton cancel) {
        JPanel buttons = new JPanel();
        buttons.setLayout(new BoxLayout(buttons, BoxLayout.LINE_AXIS));
        buttons.add(copy);
        buttons.add(Box.createHorizontalStrut(gap * 4));
        buttons.add(Box.createHorizontalGlue());
        buttons.add(again);
        buttons.add(Box.createHorizontalStrut(gap));
        buttons.add(cancel);
        return buttons;
    }

    private static void add(JPanel panel, JComponent component, int row, int gapAbove) {
        panel.add(
                component,
                new GridBagConstraints(
                        0,
                        row,
                        1,
                        1,
                        1,
                        0,
                        GridBagConstraints.LINE_START,
                        GridBagConstraints.HORIZONTAL,
                        new Insets(gapAbove, 0, 0, 0),
                        0,
                        0));
    }
}
