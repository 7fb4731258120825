package io.github.keytray.swing;

import io.github.keytray.oauth.Authorization;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTextField;
import org.jspecify.annotations.Nullable;

/** Shown while the browser is out. Every method on the event dispatch thread. */
final class BrowserWindow {
    private final Messages messages;
    private final SignInWindow window;
    private final JTextField link = new JTextField(1);

    /**
     * @param host the provider's
     * @param openAgain opens the page once more
     * @param elsewhere goes on on another device; null where that is not offered
     */
    BrowserWindow(
            @Nullable Window owner,
            Messages messages,
            String host,
            Authorization authorization,
            Runnable openAgain,
            @Nullable Runnable elsewhere) {
        this.messages = messages;
        window = new SignInWindow(
                owner, messages, authorization, messages.get("signin.opening"), messages.get("signin.text", host));
        link.setText(authorization.uri().toString());
        link.setEditable(false);
        link.setVisible(false);
        link.getAccessibleContext().setAccessibleName(messages.get("signin.link"));
        List<JButton> ways = new ArrayList<>();
        ways.add(new CopyButton(messages, "signin.copy", link.getText()));
        if (elsewhere != null) ways.add(messages.button("signin.device", elsewhere));
        window.layOut(new JLabel(new DialogIcon("browser")), link, ways, messages.button("signin.again", openAgain));
    }

    /** Before it is shown. */
    void finish() {
        window.finish();
    }

    void show() {
        window.show();
    }

    void close() {
        window.close();
    }

    /** A browser has opened. */
    void showOpened() {
        WrappedText.fill(window.heading, messages.get("signin.heading"));
    }

    /** No browser: the person can open the link in one. */
    void showLink() {
        showOpened();
        WrappedText.fill(window.text, messages.get("signin.nobrowser"));
        link.setVisible(true);
        link.setCaretPosition(link.getText().length());
        link.moveCaretPosition(0);
        link.requestFocusInWindow();
        window.pack();
    }
}
