package io.github.keytray.oauth;

import com.google.api.client.auth.oauth2.AuthorizationCodeTokenRequest;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.http.GenericUrl;
import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRefresher;
import io.github.keytray.TokenRequest;
import io.github.keytray.TokenRevoker;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.internal.platform.DaemonThread;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The provider's token endpoint (RFC 6749 §3.2), and the other endpoints that a client posts to: revocation (RFC 7009),
 * pushed authorization requests (RFC 9126), device authorization (RFC 8628). Where the client names resources, every
 * token request names them (RFC 8707 §2.2). A request that the provider may have processed is never repeated. Safe for
 * any thread but the event dispatch thread.
 *
 * @since 0.1
 */
public final class TokenEndpoint implements TokenRefresher, TokenRevoker {
    private static final long DRAWN_MILLIS = 100;

    private final Provider provider;
    private final Client client;
    private final InstantSource clock;
    /** Whether it takes the scopes that it granted by the names it gave them. */
    private volatile boolean namesScopes = true;

    public TokenEndpoint(Provider provider, Client client, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.clock = clock;
    }

    /**
     * Exchanges an authorization code for a token (RFC 6749 §4.1.3) and validates the ID token, which must be present
     * where {@code openid} was requested. A token whose ID token is not valid is {@linkplain TokenRequest#abandon
     * abandoned}.
     */
    Token exchange(
            String code,
            URI redirectUri,
            String verifier,
            Set<String> scopes,
            String nonce,
            TokenRequest request,
            @Nullable ProofKey key)
            throws GrantException, InterruptedException {
        URI uri = provider.metadata().tokenEndpoint();
        Token token = send(uri, form(uri, code, redirectUri, verifier), scopes, requested(scopes), key);
        return identified(token, scopes, nonce, request);
    }

    private AuthorizationCodeTokenRequest form(URI uri, String code, URI redirectUri, String verifier) {
        return new AuthorizationCodeTokenRequest(
                        UnusedTransport.INSTANCE, UnusedTransport.JSON, new GenericUrl(uri), code)
                .setRedirectUri(redirectUri.toString())
                .set("code_verifier", verifier)
                .set("resource", client.resources());
    }

    /**
     * Loads what {@link #exchange} takes, in the background, while the person is at the page: a moment later, when the window
     * beside the page is drawn. Nothing is sent.
     */
    void beginWarmUp(URI uri, URI redirectUri) {
        new DaemonThread("keytray-warm-up", () -> warmUp(uri, redirectUri)).start();
    }

    private void warmUp(URI uri, URI redirectUri) {
        try {
            TimeUnit.MILLISECONDS.sleep(DRAWN_MILLIS);
            Http.warmUp(uri, form(uri, "", redirectUri, ""));
        } catch (InterruptedException | RuntimeException | Error problem) {
            // The exchange says so.
        }
    }

    /** What the client posts where no token is issued. */
    ClientRequests requests() {
        return new ClientRequests(provider, client, clock);
    }

    private IdTokenValidator validator() {
        return new IdTokenValidator(provider, client, clock);
    }

    private TokenResponse response() {
        return new TokenResponse(provider, client);
    }

    /** The key that the tokens of a new sign-in are bound to (RFC 9449); null where they are bound to none. */
    @Nullable
    ProofKey newKey() throws GrantException, InterruptedException {
        return provider.dpop().keyFor(client, provider);
    }

    /** Polls whether the user has agreed (RFC 8628 §3.4). The error code says whether to go on polling. */
    Token redeemDeviceCode(
            String deviceCode, String verifier, Set<String> scopes, TokenRequest request, @Nullable ProofKey key)
            throws GrantException, InterruptedException {
        Map<String, Object> form = new HashMap<>();
        form.put("resource", client.resources());
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        form.put("device_code", deviceCode);
        if (provider.quirks().provesDevices()) form.put("code_verifier", verifier);
        Token token = send(provider.metadata().tokenEndpoint(), form, scopes, requested(scopes), key);
        // Spring Authorization Server gives no ID token to a device: there, userinfo says who signed in.
        return token.idToken() == null ? token : identified(token, scopes, null, request);
    }

    /** What was wanted, be it in other words than the provider was asked with. */
    private Set<String> requested(Set<String> scopes) {
        Set<String> requested = new TreeSet<>(scopes);
        requested.addAll(client.scopes());
        return requested;
    }

    /** Validates the ID token, which must be present where {@code openid} was requested. */
    private Token identified(Token token, Set<String> scopes, @Nullable String nonce, TokenRequest request)
            throws GrantException, InterruptedException {
        boolean isIdentified = false;
        try {
            if (token.idToken() != null) {
                validator()
                        .validate(token.idToken(), token.accessToken(), nonce, client.maxAge(), client.essentialAcr());
            } else if (scopes.contains("openid")) {
                throw new GrantException.Untrusted(
                        "The provider did not say who signed in: its answer holds no ID token. "
                                + "Tell its administrators.");
            }
            isIdentified = true;
            return token;
        } finally {
            if (!isIdentified) request.abandon(token);
        }
    }

    @Override
    public Token refresh(Token stale, Set<String> scopes) throws GrantException, InterruptedException {
        return refresh(stale, scopes, refreshToken -> {});
    }

    @Override
    public Token refresh(Token stale, Set<String> scopes, RefreshTokenStore store)
            throws GrantException, InterruptedException {
        String refreshToken = stale.refreshToken();
        if (refreshToken == null) throw new IllegalArgumentException("A token without a refresh token");
        if (!scopes.isEmpty()) return refresh(stale, refreshToken, scopes, scopes, store);
        Set<String> granted = namesScopes ? granted(stale) : Set.of();
        try {
            return refresh(stale, refreshToken, granted, stale.scopes(), store);
        } catch (GrantException.Rejected refusal) {
            if (granted.isEmpty() || !refusal.error().equals(Optional.of("invalid_scope"))) throw refusal;
            // The provider granted the scopes by other names. A request without scopes means all granted ones (RFC 6749
            // §6). The refresh token has not been used, because the request was not accepted.
            namesScopes = false;
            return refresh(stale, refreshToken, Set.of(), stale.scopes(), store);
        }
    }

    /**
     * What to name in a refresh: some providers want it said. OpenID's own scopes are often left out of answers, and were
     * granted where what they stand for came.
     */
    private Set<String> granted(Token stale) {
        Set<String> granted = new TreeSet<>(stale.scopes());
        if (stale.requestedScopes().contains("offline_access")) granted.add("offline_access");
        if (stale.requestedScopes().contains("openid") && stale.idToken() != null) granted.add("openid");
        return granted.isEmpty() ? granted : provider.quirks().scopes(granted);
    }

    private Token refresh(
            Token stale, String refreshToken, Set<String> scopes, Set<String> scopesIfUnsaid, RefreshTokenStore store)
            throws GrantException, InterruptedException {
        URI uri = endpointOfRefresh();
        RefreshTokenRequest form = new RefreshTokenRequest(
                UnusedTransport.INSTANCE, UnusedTransport.JSON, new GenericUrl(uri), refreshToken);
        form.set("resource", client.resources());
        if (!scopes.isEmpty()) form.setScopes(scopes);
        RefreshResponse.fetchKeysAhead(provider, stale);
        Instant sent = clock.instant();
        ProofKey known = Dpop.keyOf(stale);
        Answer given = answer(uri, form, known == null ? newKey() : known, requests()::post);
        ProviderResponse answer = given.response();
        return new RefreshResponse(answer, stale, validator(), store, given.key()).verified(() -> {
            answer.checkReached();
            if (OAuthErrors.isNotOfProvider(answer)) throw answer.notAProvider();
            JsonObject json = requests().issued(answer, OAuthErrors::ofRefresh);
            return Dpop.renewed(stale, response().token(json, sent, scopesIfUnsaid, Set.of(), given.key()));
        });
    }

    /** Nothing has been sent yet: an answer in place of the metadata does not refuse a refresh token. */
    private URI endpointOfRefresh() throws GrantException, InterruptedException {
        try {
            return provider.metadata().tokenEndpoint();
        } catch (GrantException.Rejected notFound) {
            throw new GrantException.Unreachable(
                    "This sign-in cannot be renewed at the moment. Nothing was changed; try again later. "
                            + notFound.getMessage(),
                    notFound);
        }
    }

    /** Whether the provider offers revocation (RFC 7009). Fetches its metadata if they are not known yet. */
    public boolean canRevoke() throws GrantException, InterruptedException {
        return provider.metadata().revocationEndpoint() != null;
    }

    /**
     * Revokes the refresh token, or the access token where there is none. Does nothing where the provider offers no
     * revocation, or has revoked the token already.
     *
     * @throws GrantException when the provider refused or did not answer; the token must not be used afterwards in any
     *     case
     */
    public void revoke(Token token) throws GrantException, InterruptedException {
        URI uri = provider.metadata().revocationEndpoint();
        if (uri == null) return;
        String refreshToken = token.refreshToken();
        Map<String, String> form = new HashMap<>();
        form.put("token", refreshToken == null ? token.accessToken() : refreshToken);
        form.put("token_type_hint", refreshToken == null ? "access_token" : "refresh_token");
        ProviderResponse answer = requests().asked(uri, form);
        if (answer.isSuccess() || OAuthErrors.isGone(answer)) return;
        answer.checkReached();
        if ("invalid_client".equals(answer.error())) throw OAuthErrors.ofRevocation(provider, token, clock.instant());
        throw requests().refusal(answer, OAuthErrors::of);
    }

    /**
     * {@inheritDoc} A token would end with another where both belong to one session at the provider. At a provider that
     * revokes the whole grant (RFC 7009 §2.1), the others are those on other computers, too, so nothing is revoked.
     */
    @Override
    public void revoke(Token token, List<Token> kept) throws GrantException, InterruptedException {
        if (provider.quirks().revokesWholeGrant()) return;
        for (Token other : kept) if (isOfSameSession(token, other)) return;
        revoke(token);
    }

    private static boolean isOfSameSession(Token token, Token other) {
        if (token.idToken() == null || other.idToken() == null) return false;
        try {
            Object ours = IdTokenValidator.claims(token.idToken()).getClaim("sid");
            return ours != null
                    && ours.equals(IdTokenValidator.claims(other.idToken()).getClaim("sid"));
        } catch (GrantException unreadable) {
            return false;
        }
    }

    private Token send(URI uri, Object form, Set<String> scopesIfUnsaid, Set<String> requested, @Nullable ProofKey key)
            throws GrantException, InterruptedException {
        Instant sent = clock.instant();
        Answer given = answer(uri, form, key, requests()::asked);
        JsonObject json = requests().issued(given.response(), OAuthErrors::of);
        return response().token(json, sent, scopesIfUnsaid, requested, given.key());
    }

    /** Where a request without a proof was refused for the lack of one (RFC 9449 §5), it is sent once more, with one. */
    private Answer answer(URI uri, Object form, @Nullable ProofKey key, Sending sending)
            throws GrantException, InterruptedException {
        ProviderResponse answer = sending.send(uri, form, key);
        if (key != null || !Dpop.isWanted(answer)) return new Answer(answer, key);
        provider.dpop().require(client, provider.metadata(), answer.error());
        ProofKey fresh = ProofKey.generate();
        return new Answer(sending.send(uri, form, fresh), fresh);
    }

    /** @param key what the tokens in it are bound to, or null */
    private record Answer(
            ProviderResponse response, @Nullable ProofKey key) {}

    /** Posts a form to the token endpoint. */
    @FunctionalInterface
    private interface Sending {
        ProviderResponse send(URI uri, Object form, @Nullable ProofKey key) throws GrantException, InterruptedException;
    }
}
