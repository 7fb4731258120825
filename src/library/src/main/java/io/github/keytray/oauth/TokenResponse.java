package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.internal.dpop.ProofKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A successful response of the token endpoint (RFC 6749 §5.1, RFC 9449 §5). */
final class TokenResponse {
    private final Provider provider;
    private final Client client;
    private final Decryption decryption;

    TokenResponse(Provider provider, Client client) {
        this.provider = provider;
        this.client = client;
        this.decryption = new Decryption(client);
    }

    /**
     * The token in it, verified but for its ID token.
     *
     * @param sent when it was asked for
     * @param scopesIfUnsaid what was granted where it does not say
     * @param requested what was asked for
     * @param key what the tokens are bound to, or null
     */
    Token token(
            JsonObject json, Instant sent, Set<String> scopesIfUnsaid, Set<String> requested, @Nullable ProofKey key)
            throws GrantException {
        String accessToken = String.valueOf(ProviderResponse.string(json, "access_token"));
        // RFC 6749 §7.1: a token of a kind that we do not know must not be used, nor one that fits in no header.
        String type = ProviderResponse.string(json, "token_type");
        Dpop.checkType(provider, client, type, key);
        boolean usable = (type == null || type.equalsIgnoreCase("Bearer") || type.equalsIgnoreCase(ProofKey.SCHEME))
                && accessToken.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!usable) {
            throw new GrantException.Untrusted("The provider issued an access token that cannot be used. The sign-in "
                    + "was not accepted. Tell its administrators.");
        }
        String scope = ProviderResponse.string(json, "scope");
        String idToken = nonEmpty(ProviderResponse.string(json, "id_token"));
        Duration lifetime = ProviderResponse.seconds(json, "expires_in");
        return new Token(
                accessToken,
                type == null ? "Bearer" : type,
                nonEmpty(ProviderResponse.string(json, "refresh_token")),
                idToken == null ? null : decryption.open("The provider's ID token", idToken),
                scope == null || scope.isBlank()
                        ? scopesIfUnsaid
                        : provider.quirks().granted(scope),
                requested,
                sent,
                lifetime == null ? null : sent.plus(lifetime),
                key == null ? null : key.jwk());
    }

    private static @Nullable String nonEmpty(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
