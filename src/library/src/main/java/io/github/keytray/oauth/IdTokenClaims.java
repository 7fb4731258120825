package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import java.util.Collections;
import java.util.Map;

/**
 * The claims of an ID token (OpenID Connect Core §2), which was validated when it arrived.
 *
 * @since 0.1
 */
public final class IdTokenClaims {
    private IdTokenClaims() {}

    /** The claims by their names, unmodifiable; empty where there is no ID token, or none that can be read. */
    public static Map<String, Object> of(Token token) {
        String idToken = token.idToken();
        if (idToken == null) return Map.of();
        try {
            return Collections.unmodifiableMap(IdTokenValidator.claims(idToken).getClaims());
        } catch (GrantException unreadable) {
            return Map.of();
        }
    }
}
