package io.github.keytray.swing;

import io.github.keytray.oauth.Authorization;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/**
 * What the windows of an authorization have in common: a picture, what to do, the time left, and a way out. Every method on
 * the event dispatch thread.
 */
final class SignInWindow {
    final JTextArea heading;
    final JTextArea text;

    private final @Nullable Window host;
    private final Messages messages;
    private final Authorization authorization;
    private @Nullable Window front;
    private JDialog dialog;
    private @Nullable JButton start;
    private final JLabel left = PlainText.in(new JLabel());
    private final JProgressBar time = new JProgressBar();
    private final Timer timer = new Timer(500, event -> tick());
    private boolean closed;

    SignInWindow(
            @Nullable Window owner, Messages messages, Authorization authorization, JTextArea heading, JTextArea text) {
        this.host = owner;
        this.messages = messages;
        this.authorization = authorization;
        this.heading = heading;
        this.text = text;
        this.front = DialogOwner.owner(owner);
        this.dialog = dialog(front);
        long total = Duration.between(Instant.now(), authorization.deadline()).toSeconds();
        time.setMaximum((int) Math.max(1, total));
        left.setFont(WrappedText.labelFont());
        time.getAccessibleContext().setAccessibleName(messages.get("signin.time"));
        tick();
    }

    private JDialog dialog(@Nullable Window over) {
        Dialog.ModalityType modality = over == null ? Dialog.ModalityType.MODELESS : Dialog.ModalityType.DOCUMENT_MODAL;
        // As JOptionPane does, so that a dialog without an owner has the icon of its program.
        JDialog created =
                new JDialog(over == null ? JOptionPane.getRootFrame() : over, messages.get("signin.title"), modality);
        created.setName("keytray.signin");
        created.setResizable(false);
        created.setDefaultCloseOperation(JDialog.DO_NOTHING_ON_CLOSE);
        created.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                authorization.cancel();
            }

            @Override
            public void windowOpened(WindowEvent event) {
                if (start != null) start.requestFocusInWindow();
            }
        });
        created.getRootPane()
                .registerKeyboardAction(
                        event -> authorization.cancel(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        return created;
    }

    /**
     * Lays the window out.
     *
     * @param picture what stands beside the texts
     * @param below what stands below them, or null
     * @param ways other ways to go on
     * @param first the default button, beside Cancel; null where there is nothing to do here
     */
    void layOut(JComponent picture, @Nullable JComponent below, List<JButton> ways, @Nullable JButton first) {
        JButton cancel = messages.button("cancel", authorization::cancel);
        int em = WrappedText.em(text);
        JPanel panel = new JPanel(new GridBagLayout());
        panel.setBorder(BorderFactory.createEmptyBorder(em, em * 5 / 4, em, em * 5 / 4));
        GridBagConstraints at = new GridBagConstraints();
        at.anchor = GridBagConstraints.FIRST_LINE_START;
        at.gridheight = 4;
        panel.add(picture, at);
        at.gridheight = 1;
        at.gridx = 1;
        at.weightx = 1;
        at.fill = GridBagConstraints.HORIZONTAL;
        row(panel, at, heading, 0, em);
        row(panel, at, text, 0, em);
        if (below != null) row(panel, at, below, em / 2, em);
        row(panel, at, line(em / 2, List.of(), ways), em, em);
        at.gridx = 0;
        at.gridwidth = 2;
        row(panel, at, clock(em / 2), em, 0);
        row(panel, at, line(em / 2, first == null ? List.of(cancel) : List.of(first, cancel), List.of()), em, 0);
        dialog.setContentPane(panel);
        start = first == null ? cancel : first;
    }

    /** Gives it its size. After {@link #layOut}, and before it is shown. */
    void finish() {
        dialog.getRootPane().setDefaultButton(start);
        dialog.applyComponentOrientation(messages.orientation());
        dialog.getAccessibleContext().setAccessibleDescription(heading.getText() + ". " + text.getText());
        pack();
    }

    void show() {
        if (closed) return;
        if (OwnerGone.isToBeOutlived(dialog, host)) {
            OwnerGone.leave(dialog);
            showAgain();
            return;
        }
        timer.start();
        dialog.setVisible(true);
        // A modal dialog has come back from there: closed by us, or gone with the host's window.
        if (closed || dialog.isShowing()) return;
        OwnerGone.leave(dialog);
        if (OwnerGone.isToBeOutlived(dialog, host)) SwingUtilities.invokeLater(this::showAgain);
        else authorization.cancel();
    }

    private void showAgain() {
        if (closed) return;
        Container content = dialog.getContentPane();
        front = DialogOwner.owner(host);
        dialog = dialog(front);
        dialog.setContentPane(content);
        finish();
        show();
    }

    /** Takes the window away and brings the host's own to the front. */
    void close() {
        if (closed) return;
        closed = true;
        timer.stop();
        boolean wasShown = dialog.isShowing();
        OwnerGone.leave(dialog);
        if (wasShown && host != null && host.isVisible()) host.toFront();
    }

    void pack() {
        dialog.pack();
        dialog.setLocationRelativeTo(front);
    }

    private void tick() {
        long seconds = Math.max(
                0, Duration.between(Instant.now(), authorization.deadline()).toSeconds());
        left.setText(messages.get("signin.left", String.format("%d:%02d", seconds / 60, seconds % 60)));
        time.setValue((int) Math.min(seconds, time.getMaximum()));
    }

    private JPanel clock(int gap) {
        JPanel clock = new JPanel();
        clock.setLayout(new BoxLayout(clock, BoxLayout.LINE_AXIS));
        clock.add(time);
        clock.add(Box.createHorizontalStrut(gap));
        clock.add(left);
        return clock;
    }

    /** Buttons: some at the start of the line, some at its end. */
    private static JPanel line(int gap, List<JButton> end, List<JButton> start) {
        JPanel line = new JPanel();
        line.setLayout(new BoxLayout(line, BoxLayout.LINE_AXIS));
        for (JButton button : start) {
            line.add(button);
            line.add(Box.createHorizontalStrut(gap));
        }
        line.add(Box.createHorizontalGlue());
        for (JButton button : end) {
            line.add(Box.createHorizontalStrut(gap));
            line.add(button);
        }
        return line;
    }

    /** From right to left the layout turns the gaps round by itself. */
    private static void row(JPanel panel, GridBagConstraints at, Component component, int above, int start) {
        at.insets = new Insets(above, start, 0, 0);
        panel.add(component, at);
        at.gridy = at.gridy == GridBagConstraints.RELATIVE ? 1 : at.gridy + 1;
    }
}
