package io.github.keytray.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import java.util.Optional;

/**
 * The provider's further claims about a user (OpenID Connect Core §5.1): for display, not for decisions.
 *
 * @since 0.1
 */
public final class Profile {
    private Profile() {}

    /** The user's full name from their ID token; empty where there is none. Sends no request. */
    public static Optional<String> name(StoredUser user) {
        Token token = user.token();
        if (token == null || token.idToken() == null) return Optional.empty();
        try {
            JWTClaimsSet claims = IdTokenValidator.claims(token.idToken());
            return claims.getClaim("name") instanceof String name && !name.isBlank()
                    ? Optional.of(name.strip())
                    : Optional.empty();
        } catch (GrantException unreadable) {
            return Optional.empty();
        }
    }
}
