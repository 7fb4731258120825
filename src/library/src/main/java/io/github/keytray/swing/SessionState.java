package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.swing.Session.State;
import java.beans.PropertyChangeListener;
import java.beans.PropertyChangeSupport;
import javax.swing.SwingUtilities;

/** Whether a session can return tokens, and who wants to know when that changes. A sign-out wins over everything. */
final class SessionState {
    private final PropertyChangeSupport listeners;
    private volatile State state = State.SIGNED_IN;
    /** Whether it is being signed out: from then on it gives no token, unless that fails. */
    private volatile boolean isEnding;

    /** @param source what the events name */
    SessionState(Object source) {
        this.listeners = new PropertyChangeSupport(source);
    }

    State now() {
        return state;
    }

    boolean isEnding() {
        return isEnding;
    }

    /** The sign-out begins, or has failed. */
    void ending(boolean begins) {
        isEnding = begins;
    }

    void mustNotBeSignedOut() throws GrantException.InteractionRequired {
        if (isEnding || state == State.SIGNED_OUT) {
            throw new GrantException.InteractionRequired("You have signed out.");
        }
    }

    /** Returns false where it has been signed out, or is being: nothing follows upon that. */
    synchronized boolean become(State next) {
        State before = state;
        if (before == State.SIGNED_OUT || (isEnding && next == State.SIGNED_IN)) return false;
        state = next;
        SwingUtilities.invokeLater(() -> listeners.firePropertyChange("state", before, next));
        return true;
    }

    /** There is another token. */
    void tellRenewed() {
        SwingUtilities.invokeLater(() -> listeners.firePropertyChange("token", null, null));
    }

    void add(PropertyChangeListener listener) {
        listeners.addPropertyChangeListener(listener);
    }

    void remove(PropertyChangeListener listener) {
        listeners.removePropertyChangeListener(listener);
    }
}
