package io.github.keytray.internal.broker;

import io.github.keytray.Token;
import io.github.keytray.internal.dpop.ProofKey;
import java.net.URI;
import java.time.Instant;
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
    /** @throws IllegalArgumentException where it can be no request */
    public TokenUse {
        String server = uri.getRawAuthority();
        // A user and a password belong into no proof, and neither does a query, which can hold secrets.
        if (!ProofKey.isMethod(method) || uri.getScheme() == null || server == null || server.indexOf('@') >= 0) {
            throw new IllegalArgumentException("Not a request to an address without a user");
        }
        uri = URI.create(uri.getScheme() + "://" + server + uri.getRawPath());
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
