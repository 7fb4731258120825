package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.oauth.TokenEndpoint;
import java.beans.PropertyChangeListener;
import java.beans.PropertyChangeSupport;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;

/**
 * A person who is signed in. A session belongs to one person for its whole life: it never hands out another's token.
 *
 * <pre>{@code
 * signIn.start().thenAccept(session -> {
 *     status.setText("Signed in as " + session.user().username());
 *     session.addPropertyChangeListener(event -> status.setText(session.state().toString()));
 * });
 * }</pre>
 *
 * <p>Safe for any thread. Events arrive on the event dispatch thread.
 */
public final class Session {
    /** Whether the session can give tokens. */
    public enum State {
        /** It can. */
        SIGNED_IN,
        /** The sign-in has ended, here or elsewhere; {@link Session#signInAgain} asks the person. */
        SIGN_IN_NEEDED,
        /** {@link Session#signOut} was called. */
        SIGNED_OUT
    }

    private final SwingSignIn signIn;
    private final BrokerGrant grant;
    private final TokenEndpoint endpoint;
    private final User user;
    private final DisplayedUser person;
    private final PropertyChangeSupport listeners = new PropertyChangeSupport(this);
    private volatile Token token;
    private volatile State state = State.SIGNED_IN;
    /** Whether it is being signed out: from then on it gives no token, unless that fails. */
    private volatile boolean isEnding;

    Session(SwingSignIn signIn, BrokerGrant grant, TokenEndpoint endpoint, StoredUser signedIn) {
        this.signIn = signIn;
        this.grant = grant;
        this.endpoint = endpoint;
        this.user = signedIn.user();
        this.person = DisplayedUser.of(signedIn);
        this.token = Objects.requireNonNull(signedIn.token());
    }

    public User user() {
        return user;
    }

    DisplayedUser person() {
        return person;
    }

    public State state() {
        return state;
    }

    /**
     * A valid token. On the event dispatch thread it is the one in memory or none; elsewhere it is renewed when needed.
     *
     * @throws IllegalStateException on the event dispatch thread, when the token must be renewed first: use
     *     {@link #tokenAsync}
     * @throws GrantException.InteractionRequired when the person has to sign in again
     */
    public Token token() throws GrantException, InterruptedException {
        Token current = token;
        if (state == State.SIGNED_IN && !isEnding && grant.isFresh(current)) return current;
        return token(TokenRequest.silent());
    }

    /** A valid token, renewed when needed. Arrives on the event dispatch thread. */
    public CompletableFuture<Token> tokenAsync() {
        return SignInFuture.start(this::token);
    }

    /**
     * Another token than the one that a server has refused (401).
     *
     * @throws IllegalStateException on the event dispatch thread
     */
    public Token tokenReplacing(Token refused) throws GrantException, InterruptedException {
        return token(TokenRequest.silent().replacing(refused));
    }

    /** Puts a valid token on a request ({@code Authorization}, RFC 6750 §2.1). As {@link #token}. */
    public void authorize(HttpURLConnection request) throws GrantException, InterruptedException {
        request.setRequestProperty("Authorization", "Bearer " + token().accessToken());
    }

    /** Puts a valid token on a request. As {@link #token}. */
    public HttpRequest.Builder authorize(HttpRequest.Builder request) throws GrantException, InterruptedException {
        return request.setHeader("Authorization", "Bearer " + token().accessToken());
    }

    /**
     * Deletes what is kept and then revokes it at the provider: every application that shares the account is signed out.
     * This session arrives, signed out, on the event dispatch thread. A provider that cannot be reached to revoke does not stop the sign-out.
     */
    public CompletableFuture<Session> signOut() {
        return SignInFuture.start(() -> {
            end();
            return this;
        });
    }

    /**
     * As {@link #signOut}, and then ends the provider's own session in the person's browser (OpenID Connect RP-Initiated
     * Logout), so that the next sign-in asks who they are: for a computer that several people use. Nothing more happens
     * where the provider offers no such thing.
     *
     * @return this session, signed out, on the event dispatch thread; or a {@link GrantException} when the provider could
     *     not be told, which changes nothing of the sign-out: by then nothing is kept here any more
     */
    public CompletableFuture<Session> signOutInBrowser() {
        return SignInFuture.start(() -> {
            signIn.endProviderSession(end());
            return this;
        });
    }

    /** Deletes first, which needs no network; returns what was kept last. */
    private Token end() throws GrantException, InterruptedException {
        isEnding = true;
        Optional<StoredUser> signedIn;
        try {
            signedIn = grant.forget(user);
            become(State.SIGNED_OUT);
        } finally {
            isEnding = false;
        }
        Token last = signedIn.map(StoredUser::token).orElse(token);
        try {
            endpoint.revoke(last);
            return last;
        } catch (GrantException deletedAnyway) {
            return last;
        }
    }

    /** Lets the person choose another account. The new session arrives on the event dispatch thread; this one stays. */
    public CompletableFuture<Session> switchUser() {
        return signIn.start(TokenRequest.interactive().selectAccount());
    }

    /** Asks the same person to sign in again. The new session arrives on the event dispatch thread. */
    public CompletableFuture<Session> signInAgain() {
        return signIn.start(TokenRequest.interactive().signInAgain().sub(user.id()));
    }

    /** Hears, on the event dispatch thread, when {@code state} or {@code token} changes. Tokens are not in the events. */
    public void addPropertyChangeListener(PropertyChangeListener listener) {
        listeners.addPropertyChangeListener(listener);
    }

    public void removePropertyChangeListener(PropertyChangeListener listener) {
        listeners.removePropertyChangeListener(listener);
    }

    private Token token(TokenRequest request) throws GrantException, InterruptedException {
        if (SwingUtilities.isEventDispatchThread()) {
            throw new IllegalStateException("The token must be renewed, which the event dispatch thread must not wait "
                    + "for. Use tokenAsync(), or a worker thread.");
        }
        mustNotBeSignedOut();
        try {
            Token fresh = grant.fetchToken(request.sub(user.id()));
            boolean renewed = !fresh.equals(token);
            // A sign-out that came meanwhile wins, whatever this has brought.
            if (!become(State.SIGNED_IN)) mustNotBeSignedOut();
            token = fresh;
            if (renewed) SwingUtilities.invokeLater(() -> listeners.firePropertyChange("token", null, null));
            return fresh;
        } catch (GrantException.InteractionRequired ended) {
            become(State.SIGN_IN_NEEDED);
            throw ended;
        }
    }

    boolean isEnding() {
        return isEnding;
    }

    private void mustNotBeSignedOut() throws GrantException.InteractionRequired {
        if (isEnding || state == State.SIGNED_OUT) {
            throw new GrantException.InteractionRequired("You have signed out.");
        }
    }

    /** Returns false where it has been signed out, or is being: nothing follows upon that. */
    private synchronized boolean become(State next) {
        State before = state;
        if (before == State.SIGNED_OUT || (isEnding && next == State.SIGNED_IN)) return false;
        state = next;
        SwingUtilities.invokeLater(() -> listeners.firePropertyChange("state", before, next));
        return true;
    }

    /** Who it is, and whether they are signed in; no secret. */
    @Override
    public String toString() {
        return "Session[" + user.username() + ", " + state + "]";
    }
}
