package io.github.keytray.swing;

import java.awt.FlowLayout;
import java.awt.Window;
import java.beans.PropertyChangeListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;

/**
 * One line that names the signed-in user and lets them sign out: Signed in as Ana Lima. Not you?
 *
 * <pre>{@code
 * frame.add(new SignedInBar(session, next -> orders.connect(next)), BorderLayout.PAGE_END);
 * }</pre>
 *
 * <p>On the event dispatch thread only. Its language is that of its window ({@code getLocale}).
 *
 * @since 0.1
 */
public final class SignedInBar extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient Consumer<? super Session> onSwitch;
    private final transient PropertyChangeListener refresh = event -> refresh();
    private final JLabel who = PlainText.in(new JLabel());
    private final JButton action = PlainText.in(new JButton());
    private transient Session session;
    private transient Messages messages = Messages.of(null);

    /**
     * A bar about a session.
     *
     * @param session the session whose user it names
     * @param onSwitch is called with the new session, when the user has switched to another user or signed in again
     */
    public SignedInBar(Session session, Consumer<? super Session> onSwitch) {
        super(new FlowLayout(FlowLayout.LEADING));
        this.session = session;
        this.onSwitch = onSwitch;
        setOpaque(false);
        action.addActionListener(event -> act());
        add(who);
        add(action);
        refresh();
    }

    /** The session that the bar shows now. */
    public Session session() {
        return session;
    }

    @Override
    public void addNotify() {
        super.addNotify();
        messages = Messages.of(SwingUtilities.getWindowAncestor(this));
        applyComponentOrientation(messages.orientation());
        session.addPropertyChangeListener(refresh);
        refresh();
    }

    @Override
    public void removeNotify() {
        session.removePropertyChangeListener(refresh);
        super.removeNotify();
    }

    private void refresh() {
        DisplayedUser person = session.person();
        int em = WrappedText.em(who);
        setLayout(new FlowLayout(FlowLayout.LEADING, em / 3, em / 3));
        who.setIconTextGap(em / 4);
        who.setIcon(new Avatar(person, em * 3 / 2));
        who.setText(
                switch (session.state()) {
                    case SIGNED_IN -> messages.get("bar.in", person.name());
                    case SIGN_IN_NEEDED -> messages.get("bar.ended", person.name());
                    case SIGNED_OUT -> messages.get("bar.out");
                });
        boolean signedIn = session.state() == Session.State.SIGNED_IN;
        action.setText(messages.label(signedIn ? "bar.not" : "bar.signin").text());
    }

    private void act() {
        switch (session.state()) {
            case SIGNED_IN -> menu().show(action, 0, action.getHeight());
            case SIGN_IN_NEEDED -> await(session.signInAgain());
            case SIGNED_OUT -> await(session.switchUser());
        }
    }

    private JPopupMenu menu() {
        JPopupMenu menu = new JPopupMenu();
        menu.add(item("bar.switch", () -> await(session.switchUser())));
        menu.add(item("bar.signout", this::signOut));
        menu.applyComponentOrientation(messages.orientation());
        return menu;
    }

    private JMenuItem item(String key, Runnable work) {
        JMenuItem item = new JMenuItem();
        messages.label(key).putOn(item);
        item.addActionListener(event -> work.run());
        return item;
    }

    private void signOut() {
        Window window = SwingUtilities.getWindowAncestor(this);
        Prompt question = new Prompt(
                window,
                messages,
                "people",
                messages.get("out.title"),
                messages.get("out.question", session.person().name()),
                List.of(messages.get("out.text")),
                messages.label("out.yes"),
                messages.label("cancel"));
        if (question.show() != 0) return;
        CompletableFuture<Session> end = session.signOut();
        await(end);
        end.whenComplete((out, problem) -> {
            if (problem != null && !end.isCancelled()) session.tellNotSignedOut(problem);
        });
    }

    /** Why there is no next session has been said; the bar stays as it is. */
    private void await(CompletableFuture<Session> next) {
        action.setEnabled(false);
        next.whenComplete((arrived, problem) -> {
            action.setEnabled(true);
            if (arrived != null && arrived != session) replace(arrived);
            refresh();
        });
    }

    private void replace(Session next) {
        session.removePropertyChangeListener(refresh);
        session = next;
        if (isDisplayable()) session.addPropertyChangeListener(refresh);
        onSwitch.accept(next);
    }
}
