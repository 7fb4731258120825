package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import java.beans.PropertyChangeListener;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * A user who is signed in. A session belongs to one user from its beginning to its end and never returns another user's
 * token.
 *
 * <pre>{@code
 * signIn.start().thenAccept(session -> {
 *     status.setText("Signed in as " + session.user().username());
 *     session.addPropertyChangeListener(event -> status.setText(session.state().toString()));
 * });
 * }</pre>
 *
 * <p>Safe for any thread. Events arrive on the event dispatch thread.
 *
 * @since 0.1
 */
public final class Session {
    /** Whether the session can return tokens. */
    public enum State {
        /** It can return tokens. */
        SIGNED_IN,
        /** The sign-in has ended, here or elsewhere; {@link Session#signInAgain} asks the user. */
        SIGN_IN_NEEDED,
        /** {@link Session#signOut} was called. */
        SIGNED_OUT
    }

    private final SwingSignIn signIn;
    private final SignInParts parts;
    private final Workers workers;
    private final User user;
    private final DisplayedUser person;
    private final SessionState state = new SessionState(this);
    private final RequestAuthorization authorization;
    private final SessionTokens tokens;

    Session(SwingSignIn signIn, SignInParts parts, Workers workers, StoredUser signedIn) {
        this.signIn = signIn;
        this.parts = parts;
        this.workers = workers;
        this.user = signedIn.user();
        this.person = DisplayedUser.of(signedIn);
        this.tokens = new SessionTokens(parts, user, Objects.requireNonNull(signedIn.token()), state);
        this.authorization = new RequestAuthorization(parts.grant(), user.id(), parts.clock());
    }

    /** The user of this session. Does not block. */
    public User user() {
        return user;
    }

    DisplayedUser person() {
        return person;
    }

    /** The state at this moment. Does not block. */
    public State state() {
        return state.now();
    }

    /**
     * A valid token, never null; of the type {@code DPoP} it is of no use without a proof, which {@link
     * #authorize(HttpURLConnection) authorize} adds to a request. On the event dispatch thread it is the token in memory; on
     * other threads it is refreshed when needed, which may block.
     *
     * @throws IllegalStateException on the event dispatch thread, when the token must be refreshed first: use {@link
     *     #tokenAsync}
     * @throws GrantException.InteractionRequired when the user has to sign in again
     */
    public Token token() throws GrantException, InterruptedException {
        return tokens.valid();
    }

    /** A valid token, refreshed when needed. Does not block; the future completes on the event dispatch thread. */
    public CompletableFuture<Token> tokenAsync() {
        return SignInFuture.start(workers, this::token);
    }

    /**
     * A valid token that covers these scopes, without asking the user. May block for a refresh.
     *
     * @throws IllegalStateException on the event dispatch thread
     * @throws GrantException.InteractionRequired when the user has to agree first: {@link #requestScopes}
     */
    public Token token(Set<String> scopes) throws GrantException, InterruptedException {
        return tokens.fetch(TokenRequest.silent().scopes(scopes.toArray(String[]::new)));
    }

    /** As {@link #token(Set)}, without blocking; the future completes on the event dispatch thread. */
    public CompletableFuture<Token> tokenAsync(Set<String> scopes) {
        return SignInFuture.start(workers, () -> token(scopes));
    }

    /**
     * Requests more scopes, when they are first needed: silently if the sign-in covers them, otherwise the same user
     * agrees in the browser. The future completes with the new session on the event dispatch thread; errors are shown
     * as by {@link SwingSignIn#start()}.
     *
     * @param scopes the additional scopes
     */
    public CompletableFuture<Session> requestScopes(String... scopes) {
        Set<String> all = new TreeSet<>(tokens.last().scopes());
        all.addAll(List.of(scopes));
        return signIn.start(TokenRequest.interactive().sub(user.id()).scopes(all.toArray(String[]::new)));
    }

    /**
     * Another token than the one that a server has refused (401, RFC 6750 §3.1). May block for a refresh.
     *
     * @throws IllegalStateException on the event dispatch thread
     */
    public Token tokenReplacing(Token refused) throws GrantException, InterruptedException {
        return tokens.fetch(TokenRequest.silent().replacing(refused));
    }

    /** As {@link #tokenReplacing}, without blocking; the future completes on the event dispatch thread. */
    public CompletableFuture<Token> tokenReplacingAsync(Token refused) {
        return SignInFuture.start(workers, () -> tokenReplacing(refused));
    }

    /**
     * The claims about the user in the ID token of the last sign-in or refresh (OpenID Connect Core §2), such as {@code
     * email} or {@code groups}: strings, booleans, numbers, lists and maps. The token was validated when it arrived.
     * Read from the keychain where this session's token came from the tray.
     *
     * @return empty where the provider gives no ID token
     * @throws IllegalStateException on the event dispatch thread, where the keychain would have to be read
     */
    public Map<String, Object> idTokenClaims() throws GrantException, InterruptedException {
        return tokens.idTokenClaims();
    }

    /** As {@link #idTokenClaims}, without blocking; the future completes on the event dispatch thread. */
    public CompletableFuture<Map<String, Object>> idTokenClaimsAsync() {
        return SignInFuture.start(workers, this::idTokenClaims);
    }

    /**
     * Sets the {@code Authorization} header with a valid token (RFC 6750 §2.1). A token that is bound to a key is sent with
     * a proof for this one request (RFC 9449 §7.1): set method, address and {@code setDoOutput} first, and authorize each
     * request anew. Blocks and fails as {@link #token()} does.
     *
     * @throws IllegalStateException on the event dispatch thread, also where the proof has to be asked of the tray: use
     *     {@link #authorizeAsync(HttpURLConnection)}
     */
    public void authorize(HttpURLConnection request) throws GrantException, InterruptedException {
        authorization.authorize(request, token());
    }

    /**
     * As {@link #authorize(HttpURLConnection)}. For a token that is bound to a key, set method and address first: the proof is
     * for these.
     */
    public HttpRequest.Builder authorize(HttpRequest.Builder request) throws GrantException, InterruptedException {
        return authorization.authorize(request, token());
    }

    /**
     * Takes from a server's answer what it wants in the next proof, where tokens are bound to a key ({@code DPoP-Nonce}, RFC
     * 9449 §9). Does not block.
     *
     * @return whether the request was refused for the lack of it: authorize it anew, and send it once more
     */
    public boolean acceptNonce(HttpResponse<?> answer) {
        return authorization.learn(answer);
    }

    /** As {@link #acceptNonce(HttpResponse)}, for a connection whose answer has come; another one is sent once more. */
    public boolean acceptNonce(HttpURLConnection answered) throws IOException {
        return authorization.learn(answered);
    }

    /**
     * As {@link #authorize(HttpURLConnection)}, without blocking; the future completes with the connection on the event
     * dispatch thread.
     */
    public CompletableFuture<HttpURLConnection> authorizeAsync(HttpURLConnection request) {
        return SignInFuture.start(workers, () -> {
            authorize(request);
            return request;
        });
    }

    /**
     * As {@link #authorize(HttpRequest.Builder)}, without blocking; the future completes with the request on the event
     * dispatch thread.
     */
    public CompletableFuture<HttpRequest.Builder> authorizeAsync(HttpRequest.Builder request) {
        return SignInFuture.start(workers, () -> authorize(request));
    }

    /**
     * Deletes the stored sign-in and then revokes its tokens at the provider (RFC 7009). Every application that shares
     * the account is signed out. The future completes with this session, signed out, on the event dispatch thread. The
     * sign-out succeeds even when the provider cannot be reached.
     */
    public CompletableFuture<Session> signOut() {
        return SignInFuture.start(workers, () -> {
            tokens.end();
            return this;
        });
    }

    /**
     * As {@link #signOut}, and then ends the provider's own session in the user's browser (OpenID Connect RP-Initiated
     * Logout), so that the next sign-in asks for the user again: for a computer that several people use. A provider
     * without this feature is not called.
     *
     * @return this session, signed out, on the event dispatch thread; or a {@link GrantException} when the provider's
     *     session could not be ended; the sign-in was deleted before
     */
    public CompletableFuture<Session> signOutInBrowser() {
        return SignInFuture.start(workers, () -> {
            parts.logout().endSession(tokens.end());
            return this;
        });
    }

    /** Says, over the host's window, why the person is not signed out. */
    void tellNotSignedOut(Throwable problem) {
        SignInFuture.start(workers, () -> {
            signIn.tellOr(problem, prompt -> prompt.tellNotSignedOut(problem));
            return problem;
        });
    }

    /**
     * Lets the user choose another account. The future completes with the new session on the event dispatch thread;
     * this session stays as it is.
     */
    public CompletableFuture<Session> switchUser() {
        return signIn.start(TokenRequest.interactive().selectAccount());
    }

    /** Asks the same user to sign in again. The future completes with the new session on the event dispatch thread. */
    public CompletableFuture<Session> signInAgain() {
        return signIn.start(TokenRequest.interactive().signInAgain().sub(user.id()));
    }

    /**
     * Adds a listener for changes of {@code state} and {@code token}, called on the event dispatch thread. The events
     * hold no tokens.
     */
    public void addPropertyChangeListener(PropertyChangeListener listener) {
        state.add(listener);
    }

    /** Removes a listener. */
    public void removePropertyChangeListener(PropertyChangeListener listener) {
        state.remove(listener);
    }

    boolean isEnding() {
        return state.isEnding();
    }

    /** The user and the state; no secret. */
    @Override
    public String toString() {
        return "Session[" + user.username() + ", " + state() + "]";
    }
}
