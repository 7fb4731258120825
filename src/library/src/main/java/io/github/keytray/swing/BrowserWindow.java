package io.github.keytray.swing;

import io.github.keytray.oauth.Authorization;
import java.awt.BorderLayout;
import java.awt.Window;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** Shown while the browser is out. Every method but {@link #make} on the event dispatch thread. */
final class BrowserWindow {
    private final Messages messages;
    private final SignInWindow window;
    private final String address;
    /** Empty until no browser opens: then it holds the link. */
    private final JPanel linkPlace = new JPanel(new BorderLayout());

    private BrowserWindow(
            @Nullable Window owner, Messages messages, Authorization authorization, JTextArea heading, JTextArea text) {
        this.messages = messages;
        window = new SignInWindow(owner, messages, authorization, heading, text);
        address = authorization.uri().toString();
        linkPlace.setVisible(false);
    }

    /**
     * Makes the window, from a worker. Each of its parts is an event of its own, so that the host's windows do not stand
     * still for longer than a frame.
     *
     * @param openAgain opens the page once more
     * @param elsewhere goes on on another device; null where that is not offered
     */
    static BrowserWindow make(
            @Nullable Window owner,
            Messages messages,
            Authorization authorization,
            Runnable openAgain,
            @Nullable Runnable elsewhere)
            throws InterruptedException {
        JTextArea heading = Edt.call(() -> WrappedText.heading(messages.get("signin.opening")));
        JTextArea text = Edt.call(() -> WrappedText.text(messages.get("signin.text", host(authorization.uri()))));
        BrowserWindow made =
                Edt.call(() -> new BrowserWindow(owner, messages, authorization, heading, text), BrowserWindow::close);
        try {
            Edt.run(() -> made.layOut(openAgain, elsewhere));
            Edt.run(made.window::finish);
            return made;
        } catch (InterruptedException | RuntimeException | Error incomplete) {
            // After the part that may still be made: the dialog can be a window of the desktop's by then.
            SwingUtilities.invokeLater(made::close);
            throw incomplete;
        }
    }

    private static String host(URI page) {
        return page.getHost() == null ? page.toString() : page.getHost();
    }

    private void layOut(Runnable openAgain, @Nullable Runnable elsewhere) {
        List<JButton> ways = new ArrayList<>();
        ways.add(new CopyButton(messages, "signin.copy", address));
        if (elsewhere != null) ways.add(messages.button("signin.device", elsewhere));
        window.layOut(
                new JLabel(new DialogIcon("browser")), linkPlace, ways, messages.button("signin.again", openAgain));
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
        if (linkPlace.getComponentCount() == 0) linkPlace.add(link());
        linkPlace.setVisible(true);
        window.pack();
        linkPlace.getComponent(0).requestFocusInWindow();
    }

    private JTextField link() {
        JTextField link = new JTextField(address, 1);
        link.setComponentOrientation(linkPlace.getComponentOrientation());
        link.setEditable(false);
        link.getAccessibleContext().setAccessibleName(messages.get("signin.link"));
        // Selected from its end, so that its beginning is seen.
        link.setCaretPosition(address.length());
        link.moveCaretPosition(0);
        return link;
    }
}
