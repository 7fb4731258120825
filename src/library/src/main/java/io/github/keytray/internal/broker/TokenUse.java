package io.github.keytray.internal.broker;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.internal.dpop.ProofKey;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that an application is about to send with a token that is bound to a key (RFC 9449 §4.2).
 *
 * @param method its method ({@code htm})
 * @param uri where it goes to ({@code htu}), without query and fragment
 * @param nonce what the server wants in the proof, or null
 */
public record TokenUse(String method, URI uri, @Nullable String nonce) {
    private static final String AUTHORIZATION = "Authorization";

    /** @throws IllegalArgumentException where it can be no request */
    public TokenUse {
        if (!ProofKey.isMethod(method)) throw new IllegalArgumentException("Not an HTTP method");
        // A query can hold secrets, and the tray need not know it.
        uri = ProofKey.target(uri);
    }

    /**
     * The header lines of a request with this token (RFC 6750 §2.1, RFC 9449 §7.1), the authorization first.
     *
     * @param proof for this request, where the token is bound to a key; or null
     * @throws GrantException.InteractionRequired where such a token has no proof
     */
    public static Map<String, String> headers(Token token, @Nullable String proof)
            throws GrantException.InteractionRequired {
        if (!token.needsProof()) return Map.of(AUTHORIZATION, "Bearer " + token.accessToken());
        if (proof == null) {
            throw new GrantException.InteractionRequired(
                    "The key that this sign-in's tokens are bound to is not stored here. Sign in again.");
        }
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(AUTHORIZATION, ProofKey.SCHEME + " " + token.accessToken());
        lines.put(ProofKey.SCHEME, proof);
        return lines;
    }

    static TokenUse of(Map<String, String> line) {
        return new TokenUse(
                line.getOrDefault("htm", "GET"), URI.create(line.getOrDefault("htu", "")), line.get("nonce"));
    }

    /** The proof for it; null where the token is bound to no key, or to one that is not here. */
    public @Nullable String proof(Token token, Instant now) {
        if (token.dpopKey() == null || !token.needsProof()) return null;
        return ProofKey.of(token.dpopKey()).proof(method, uri, now, token.accessToken(), nonce);
    }
}
