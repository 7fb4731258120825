package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRefresher.RefreshTokenStore;
import io.github.keytray.internal.dpop.ProofKey;
import java.time.Duration;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The response to a refresh (RFC 6749 §6). When it arrives, the provider may have replaced the refresh token, and many
 * providers end a sign-in whose old refresh token is used again. So the new refresh token is stored even when the rest
 * of the response cannot be verified: before the verification where that needs the network, otherwise when it fails.
 */
final class RefreshResponse {
    /** How far apart a token and its ID token are when they came together. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);
    /** A provider whose keys take longer is not sent a refresh token: its answer could not be verified in time. */
    private static final Duration LONGEST_FOR_KEYS = Duration.ofSeconds(5);

    private final ProviderResponse answer;
    private final Token stale;
    private final IdTokenValidator validator;
    private final RefreshTokenStore store;
    private final @Nullable ProofKey key;
    private boolean kept;

    /** @param key what the tokens in it are bound to, or null */
    RefreshResponse(
            ProviderResponse answer,
            Token stale,
            IdTokenValidator validator,
            RefreshTokenStore store,
            @Nullable ProofKey key) {
        this.answer = answer;
        this.stale = stale;
        this.validator = validator;
        this.store = store;
        this.key = key;
    }

    /**
     * Fetches the provider's keys before the refresh token is sent, where an ID token is expected in the response. Then
     * a network failure after the response cannot prevent its verification. It is the same request that would have
     * followed otherwise.
     */
    static void fetchKeysAhead(Provider provider, Token stale) throws GrantException, InterruptedException {
        if (!bringsIdTokens(stale)) return;
        long begun = System.nanoTime();
        try {
            provider.keys().fetchUnlessKnown();
        } catch (GrantException notNow) {
            // They are asked for once more when an ID token has come.
            if (System.nanoTime() - begun > LONGEST_FOR_KEYS.toNanos()) throw notNow;
        }
    }

    /** Whether an ID token came with the last answer. One that is older was left out of it, and will be again. */
    private static boolean bringsIdTokens(Token stale) throws GrantException {
        if (stale.idToken() == null) return false;
        Date issued;
        try {
            issued = IdTokenValidator.claims(stale.idToken()).getIssueTime();
        } catch (GrantException unreadable) {
            return false;
        }
        if (issued == null) return false;
        Duration apart = Duration.between(issued.toInstant(), stale.issuedAt());
        return apart.abs().compareTo(TOGETHER) < 0;
    }

    /**
     * The token in the answer, verified.
     *
     * @param reading makes the token of the answer
     */
    Token verified(Reading reading) throws GrantException, InterruptedException {
        boolean verified = false;
        try {
            Token token = reading.token();
            if (token.idToken() != null) verify(token, token.idToken());
            verified = true;
            return token;
        } finally {
            if (!verified) keep();
        }
    }

    private void verify(Token token, String idToken) throws GrantException, InterruptedException {
        if (!validator.isValidatedAtOnce(idToken)) keep();
        JWTClaimsSet claims = validator.validateRefreshed(idToken, token.accessToken(), answer.sentAt());
        if (stale.idToken() == null) return;
        // It must be about the person of the old one (OpenID Connect Core §12.2).
        if (!claims.getSubject().equals(IdTokenValidator.claims(stale.idToken()).getSubject())) {
            throw new GrantException.Untrusted(
                    "The provider renewed this sign-in for somebody else. Nothing was changed. Sign in again.");
        }
    }

    private void keep() throws InterruptedException {
        if (kept || !answer.isSuccess()) return;
        String refreshToken = refreshToken();
        if (refreshToken == null || refreshToken.equals(stale.refreshToken())) return;
        kept = true;
        store.store(refreshToken, key == null ? null : key.jwk());
    }

    private @Nullable String refreshToken() {
        JsonObject json = answer.object().orElseGet(JsonObject::new);
        String refreshToken = ProviderResponse.string(json, "refresh_token");
        return refreshToken == null || refreshToken.isEmpty() ? null : refreshToken;
    }

    /** Makes the token of an answer. */
    @FunctionalInterface
    interface Reading {
        Token token() throws GrantException;
    }
}
