package io.github.keytray;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the provider issued (RFC 6749 §5.1). Times are cut to milliseconds. All parts but the type, the
 * scopes and the times are secrets; {@link #toString} shows no secret. Immutable.
 *
 * @param accessToken the access token, never empty
 * @param tokenType its type as the provider wrote it, usually {@code Bearer}
 * @param refreshToken the refresh token, or null without one
 * @param idToken the ID token in compact form, or null without one (OpenID Connect Core §2)
 * @param scopes the scopes that were granted
 * @param requestedScopes the scopes that were asked for; a provider may grant fewer, or the same by other names, and
 *     asking again would not change this
 * @param issuedAt when it was received
 * @param expiresAt when the access token expires, or null where the provider did not say ({@code expires_in}, RFC 6749
 *     §5.1)
 * @param dpopKey the private key that the tokens are bound to, as a JWK (RFC 9449, RFC 7517), or null. A token of the type
 *     {@code DPoP} is of no use without it, and is sent with a proof for each request
 * @since 0.1
 */
public record Token(
        String accessToken,
        String tokenType,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Set<String> scopes,
        Set<String> requestedScopes,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable String dpopKey) {

    private static final Duration LARGEST_MARGIN = Duration.ofSeconds(60);
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
    /**
     * These scopes grant no access by themselves, and providers list them in one response and omit them from the next.
     */
    private static final Set<String> ABOUT_THE_PERSON =
            Set.of("openid", "profile", "email", "address", "phone", "offline_access");

    public Token {
        if (accessToken.isEmpty()) throw new IllegalArgumentException("The access token is empty");
        scopes = Set.copyOf(scopes);
        requestedScopes = Set.copyOf(requestedScopes);
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
        if (expiresAt != null) expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Tokens that are not bound to a key. */
    public Token(
            String accessToken,
            String tokenType,
            @Nullable String refreshToken,
            @Nullable String idToken,
            Set<String> scopes,
            Set<String> requestedScopes,
            Instant issuedAt,
            @Nullable Instant expiresAt) {
        this(accessToken, tokenType, refreshToken, idToken, scopes, requestedScopes, issuedAt, expiresAt, null);
    }

    /**
     * Whether the access token is valid now and for a while longer.
     *
     * @param now the present time
     * @param ahead how much longer it must be valid
     * @return false for a token without an expiry, because only the provider knows, and for a token issued in the
     *     future: the clock was set back, and the time since its issue is unknown
     */
    public boolean isValid(Instant now, Duration ahead) {
        return expiresAt != null
                && ahead.compareTo(Duration.between(now, expiresAt)) < 0
                && !now.plus(CLOCK_SKEW).isBefore(issuedAt);
    }

    /** How long before its expiry the token should no longer be used: a tenth of its lifetime, at most 60 s. */
    public Duration margin() {
        if (expiresAt == null) return Duration.ZERO;
        Duration tenth = Duration.between(issuedAt, expiresAt).dividedBy(10);
        return tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
    }

    /** Whether a request needs a proof beside the access token (RFC 9449 §7.1), because it is bound to a key. */
    public boolean needsProof() {
        return tokenType.equalsIgnoreCase("DPoP");
    }

    /** Whether every one of the scopes was granted, or was asked for before and not granted. */
    public boolean covers(Collection<String> wanted) {
        for (String scope : wanted) if (!scopes.contains(scope) && !requestedScopes.contains(scope)) return false;
        return true;
    }

    /** The same token without the refresh token. */
    public Token withoutRefreshToken() {
        return withRefreshToken(null);
    }

    /** The same token with this refresh token. */
    Token withRefreshToken(@Nullable String other) {
        return new Token(accessToken, tokenType, other, idToken, scopes, requestedScopes, issuedAt, expiresAt, dpopKey);
    }

    /** The same token with this key, to which its refresh token is bound. */
    Token withDpopKey(String key) {
        return new Token(
                accessToken, tokenType, refreshToken, idToken, scopes, requestedScopes, issuedAt, expiresAt, key);
    }

    /** The same token, asked for with these scopes besides: asking the person for them again would change nothing. */
    Token requestedScopes(Set<String> more) {
        if (requestedScopes.containsAll(more)) return this;
        Set<String> all = new HashSet<>(requestedScopes);
        all.addAll(more);
        return new Token(accessToken, tokenType, refreshToken, idToken, scopes, all, issuedAt, expiresAt, dpopKey);
    }

    /**
     * This new token, completed from the previous one by what the response to a refresh may omit (RFC 6749 §6). A scope
     * that was granted before and is not any more does not count as requested: the user can grant it again.
     */
    public Token succeeding(Token previous) {
        Set<String> lost = new HashSet<>(previous.scopes);
        lost.removeAll(scopes);
        lost.removeAll(ABOUT_THE_PERSON);
        Set<String> requested = new HashSet<>(previous.requestedScopes);
        requested.addAll(requestedScopes);
        requested.removeAll(lost);
        return new Token(
                accessToken,
                tokenType,
                refreshToken != null ? refreshToken : previous.refreshToken,
                idToken != null ? idToken : previous.idToken,
                scopes,
                requested,
                issuedAt,
                expiresAt,
                dpopKey != null ? dpopKey : previous.dpopKey);
    }

    /** Type, scopes and times; no secret. */
    @Override
    public String toString() {
        return "Token[" + tokenType + ", scopes=" + scopes + ", issuedAt=" + issuedAt + ", expiresAt=" + expiresAt
                + (refreshToken == null ? "" : ", with a refresh token")
                + (idToken == null ? "" : ", with an ID token")
                + (dpopKey == null ? "" : ", with a key") + "]";
    }

    // Written out, because for a record's own Java makes code at the first call, by dozens of classes.
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Token token
                && token.accessToken.equals(accessToken)
                && token.tokenType.equals(tokenType)
                && Objects.equals(token.refreshToken, refreshToken)
                && Objects.equals(token.idToken, idToken)
                && token.scopes.equals(scopes)
                && token.requestedScopes.equals(requestedScopes)
                && token.issuedAt.equals(issuedAt)
                && Objects.equals(token.expiresAt, expiresAt)
                && Objects.equals(token.dpopKey, dpopKey);
    }

    @Override
    public final int hashCode() {
        return accessToken.hashCode();
    }
}
