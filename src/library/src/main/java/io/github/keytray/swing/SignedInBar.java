package io.github.keytray.swing;

import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Window;
import java.beans.PropertyChangeListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
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
    private final JLabel who = PlainText.in(new ShrinkingLabel());
    private final Box.Filler gap = new Box.Filler(new Dimension(), new Dimension(), new Dimension());
    private final JButton action = PlainText.in(new JButton());
    private transient Session session;
    private transient Messages messages = Messages.of(null);
    /** The last thing that the person began here, and the state of the session then. */
    private transient CompletableFuture<Session> begun;

    private transient Session.State begunIn;

    /**
     * A bar about a session.
     *
     * @param session the session whose user it names
     * @param onSwitch is called with the new session, when the user has switched to another user or signed in again
     */
    public SignedInBar(Session session, Consumer<? super Session> onSwitch) {
        this.session = session;
        this.onSwitch = onSwitch;
        begun = CompletableFuture.completedFuture(session);
        begunIn = session.state();
        setLayout(new BoxLayout(this, BoxLayout.LINE_AXIS));
        setOpaque(false);
        action.addActionListener(event -> act());
        add(who);
        add(gap);
        add(action);
        space(WrappedText.em(who) / 3);
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
        space(WrappedText.em(who) / 3);
        session.addPropertyChangeListener(refresh);
        refresh();
    }

    @Override
    public void removeNotify() {
        session.removePropertyChangeListener(refresh);
        super.removeNotify();
    }

    private void space(int width) {
        setBorder(BorderFactory.createEmptyBorder(width, width, width, width));
        Dimension space = new Dimension(width, 0);
        gap.changeShape(space, space, space);
    }

    private void refresh() {
        DisplayedUser person = session.person();
        int em = WrappedText.em(who);
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
        setCursor(isBusy() ? Cursor.getPredefinedCursor(Cursor.WAIT_CURSOR) : null);
    }

    /** Until what was begun has ended, or has led to another state: signing out goes on at the provider then. */
    private boolean isBusy() {
        return !begun.isDone() && session.state() == begunIn;
    }

    private void act() {
        if (isBusy()) return;
        switch (session.state()) {
            case SIGNED_IN -> showMenu();
            case SIGN_IN_NEEDED -> await(session::signInAgain);
            case SIGNED_OUT -> await(session::switchUser);
        }
    }

    private void showMenu() {
        JPopupMenu menu = menu();
        boolean isLeftToRight = messages.orientation().isLeftToRight();
        int start = isLeftToRight ? 0 : action.getWidth() - menu.getPreferredSize().width;
        menu.show(action, start, action.getHeight());
    }

    private JPopupMenu menu() {
        JPopupMenu menu = new JPopupMenu();
        menu.add(item("bar.switch", () -> await(session::switchUser)));
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
        Session ending = session;
        CompletableFuture<Session> end = begin(ending::signOut);
        end.whenComplete((out, problem) -> {
            if (problem != null && !end.isCancelled()) ending.tellNotSignedOut(problem);
            refresh();
        });
    }

    /**
     * Until it has ended the button does nothing, and is not disabled: that would move the focus on into the host's window,
     * and the person's next key would go there.
     */
    private CompletableFuture<Session> begin(Supplier<CompletableFuture<Session>> work) {
        // Before it begins, because it may lead to another state at once.
        begunIn = session.state();
        CompletableFuture<Session> end = work.get();
        begun = end;
        refresh();
        return end;
    }

    /** Why there is no next session has been said; the bar stays as it is. */
    private void await(Supplier<CompletableFuture<Session>> next) {
        begin(next).whenComplete((arrived, problem) -> {
            if (arrived != null) replace(arrived);
            refresh();
        });
    }

    private void replace(Session next) {
        session.removePropertyChangeListener(refresh);
        session = next;
        if (isDisplayable()) session.addPropertyChangeListener(refresh);
        onSwitch.accept(next);
    }

    /** A long name ends in dots where the window is narrow, instead of pushing the button out of it. */
    private static final class ShrinkingLabel extends JLabel {
        private static final long serialVersionUID = 1L;

        @Override
        public Dimension getMinimumSize() {
            return new Dimension(0, super.getMinimumSize().height);
        }
    }
}
