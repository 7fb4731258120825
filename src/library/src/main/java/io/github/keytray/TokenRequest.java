package io.github.keytray;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token. Immutable: each method that changes something returns a new request.
 *
 * <pre>{@code
 * TokenRequest.silent().minValidity(Duration.ofMinutes(5));
 * TokenRequest.interactive().scopes("openid", "orders.read").loginHint("ana");
 * }</pre>
 *
 * @since 0.1
 */
public final class TokenRequest {
    private static final TokenRequest SILENT = new TokenRequest(new Parameters());

    private final Parameters parameters;

    private TokenRequest(Parameters parameters) {
        this.parameters = parameters;
    }

    /** A silent request: the user is never asked. */
    public static TokenRequest silent() {
        return SILENT;
    }

    /** An interactive request, which may open the browser. */
    public static TokenRequest interactive() {
        return SILENT.with(w -> w.interactive = true);
    }

    /** The same request, but silent. */
    public TokenRequest silently() {
        return with(w -> w.interactive = false);
    }

    /** Scopes the token must cover, besides those the client always asks for (RFC 6749 §3.3). */
    public TokenRequest scopes(String... scopes) {
        return with(w -> w.scopes = Set.of(scopes));
    }

    /** A token that is issued for this request: a stored one is not enough, even if it is valid. */
    public TokenRequest forceRefresh() {
        return with(w -> w.forceRefresh = true);
    }

    /** An interactive sign-in, even when a valid token is stored. Stored sign-ins stay until it succeeds. */
    public TokenRequest signInAgain() {
        return with(w -> w.signInAgain = true);
    }

    /**
     * A sign-in at which the provider lets the user choose an account ({@code prompt=select_account}, OpenID Connect
     * Core §3.1.2.1).
     */
    public TokenRequest selectAccount() {
        return with(w -> w.selectAccount = true);
    }

    /**
     * A sign-in at which the provider shows its sign-in page although it has a session ({@code prompt=login}, OpenID
     * Connect Core §3.1.2.1), instead of {@code prompt=select_account}. Some providers ignore this.
     */
    public TokenRequest reauthenticate() {
        return with(w -> w.reauthenticate = true);
    }

    /** Any token but this one, which the resource server has refused. */
    public TokenRequest replacing(Token stale) {
        return with(w -> w.replacing = stale);
    }

    /** A token that is valid for at least this much longer, where the provider issues such tokens. */
    public TokenRequest minValidity(Duration validity) {
        if (validity.isNegative()) throw new IllegalArgumentException("A negative validity: " + validity);
        return with(w -> w.minValidity = validity);
    }

    /**
     * The username of the user who will probably sign in; the provider fills its form with it ({@code login_hint},
     * OpenID Connect Core §3.1.2.1).
     */
    public TokenRequest loginHint(String username) {
        return with(w -> w.loginHint = username);
    }

    /** A token of the user with this {@code sub} and of no other. */
    public TokenRequest sub(String sub) {
        return with(w -> w.sub = sub);
    }

    /** A request for this user, without a choice of users. */
    public TokenRequest user(User user) {
        return with(w -> {
            w.sub = user.id();
            w.loginHint = user.username();
            w.selectAccount = false;
        });
    }

    /** A request that deletes the stored default user first. No other request deletes anything. */
    public TokenRequest forgetDefaultUser() {
        return with(w -> w.forgetDefaultUser = true);
    }

    /** A request with the present token, whose refresh token may be used. */
    public TokenRequest previous(Token token) {
        return with(w -> w.previous = token);
    }

    /** Whether the browser may be opened. */
    public boolean isInteractive() {
        return parameters.interactive;
    }

    /** The scopes that the token must cover, besides those of the client; unmodifiable. */
    public Set<String> scopes() {
        return parameters.scopes;
    }

    /** Whether the token must be issued for this request. */
    public boolean isForceRefresh() {
        return parameters.forceRefresh;
    }

    /** Whether a sign-in by the user is required, by {@link #signInAgain} or {@link #selectAccount}. */
    public boolean isSignIn() {
        return parameters.signInAgain || parameters.selectAccount;
    }

    /** Whether the user is to choose an account. */
    public boolean isSelectAccount() {
        return parameters.selectAccount;
    }

    /** Whether the provider is to show its sign-in page although it has a session. */
    public boolean isReauthenticate() {
        return parameters.reauthenticate;
    }

    /** The token that the resource server has refused; empty when there is none. */
    public Optional<Token> replacing() {
        return Optional.ofNullable(parameters.replacing);
    }

    /** How much longer the token must be valid; empty for the token's own margin. */
    public Optional<Duration> minValidity() {
        return Optional.ofNullable(parameters.minValidity);
    }

    /** The username of the user who will probably sign in; empty when unknown. */
    public Optional<String> loginHint() {
        return Optional.ofNullable(parameters.loginHint);
    }

    /** The {@code sub} of the only user whose token is accepted; empty for any user. */
    public Optional<String> sub() {
        return Optional.ofNullable(parameters.sub);
    }

    /** Whether the user is the one that the request names; true when it names none. */
    public boolean isFor(StoredUser user) {
        return parameters.sub == null || parameters.sub.equals(user.user().id());
    }

    /** Whether the stored default user is deleted first. */
    public boolean isForgetDefaultUser() {
        return parameters.forgetDefaultUser;
    }

    /** The present token, whose refresh token may be used; empty when there is none. */
    public Optional<Token> previous() {
        return Optional.ofNullable(parameters.previous);
    }

    /** The same request, whose new refresh token goes here before the rest of the answer is verified. */
    TokenRequest refreshTokenStore(TokenRefresher.RefreshTokenStore refreshTokenStore) {
        return with(w -> w.refreshTokenStore = refreshTokenStore);
    }

    TokenRefresher.RefreshTokenStore refreshTokenStore() {
        TokenRefresher.RefreshTokenStore store = parameters.refreshTokenStore;
        return store == null ? refreshToken -> {} : store;
    }

    /** The same request, whose tokens that cannot be used go here. */
    TokenRequest abandoned(Consumer<Token> abandoned) {
        return with(w -> w.abandoned = abandoned);
    }

    /**
     * For a grant that was given a token and cannot return it, because its check failed: the token is revoked in the
     * background where it has a refresh token, unless a stored one would end with it. Does not block.
     */
    public void abandon(Token token) {
        if (parameters.abandoned != null) parameters.abandoned.accept(token);
    }

    private TokenRequest with(Consumer<Parameters> change) {
        Parameters copy = parameters.copy();
        change.accept(copy);
        return new TokenRequest(copy);
    }

    /** Written only before the request that holds it exists. */
    private static final class Parameters implements Cloneable {
        private boolean interactive;
        private boolean forceRefresh;
        private boolean signInAgain;
        private boolean selectAccount;
        private boolean reauthenticate;
        private boolean forgetDefaultUser;
        private Set<String> scopes = Set.of();
        private @Nullable Token replacing;
        private @Nullable Token previous;
        private TokenRefresher.@Nullable RefreshTokenStore refreshTokenStore;
        private @Nullable Consumer<Token> abandoned;
        private @Nullable Duration minValidity;
        private @Nullable String loginHint;
        private @Nullable String sub;

        Parameters copy() {
            try {
                return (Parameters) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
