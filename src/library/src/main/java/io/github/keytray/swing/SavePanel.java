package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.StoredUser;
import java.awt.BorderLayout;
import java.awt.Container;
import java.util.concurrent.CompletableFuture;
import javax.swing.JComponent;
import javax.swing.JOptionPane;
import javax.swing.JPanel;

/**
 * The question whether to stay signed in, for a window of the host's own.
 *
 * <pre>{@code
 * SavePanel panel = new SavePanel(account, Keychain.system().name(), user);
 * panel.answer().thenAccept(answer -> frame.remove(panel));
 * frame.add(panel, BorderLayout.SOUTH);
 * frame.revalidate();
 * }</pre>
 *
 * <p>On the event dispatch thread only, where the answer arrives, too.
 *
 * @since 0.1
 */
public final class SavePanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient CompletableFuture<SaveAnswer> answer = new CompletableFuture<>();

    /**
     * The question about one user.
     *
     * @param account what the sign-in is for
     * @param keychainName the keychain's name for users
     * @param user the user who has signed in
     */
    public SavePanel(Account account, String keychainName, StoredUser user) {
        this(new SaveQuestion(null, new Messages(JComponent.getDefaultLocale()), account, keychainName, user));
    }

    SavePanel(SaveQuestion question) {
        super(new BorderLayout());
        JOptionPane pane = question.prompt().pane();
        pane.addPropertyChangeListener(
                JOptionPane.VALUE_PROPERTY,
                event -> answer.complete(question.answer(question.prompt().answer(pane))));
        add(pane);
    }

    /** Removes itself from the window of the host. */
    void leave() {
        Container place = getParent();
        if (place == null) return;
        place.remove(this);
        place.revalidate();
        place.repaint();
    }

    /** The user's answer. The future completes on the event dispatch thread. */
    public CompletableFuture<SaveAnswer> answer() {
        return answer;
    }
}
