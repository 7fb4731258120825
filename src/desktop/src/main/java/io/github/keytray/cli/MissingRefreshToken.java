package io.github.keytray.cli;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The warning that a provider issued no refresh token, so that the sign-in ends with its access token. */
final class MissingRefreshToken {
    private MissingRefreshToken() {}

    /**
     * A sentence with the time left and what would change that; null for a token that can be refreshed or whose expiry
     * is unknown.
     */
    static @Nullable String sentence(String host, @Nullable Token token, Instant now) {
        if (token == null || token.refreshToken() != null || token.expiresAt() == null) return null;
        Duration left = Duration.between(now, token.expiresAt());
        if (left.isNegative()) return null;
        long minutes = Math.max(1, (left.toSeconds() + 30) / 60);
        String time = minutes == 1 ? "a minute" : minutes < 120 ? minutes + " minutes" : left.toHours() + " hours";
        return host + " gave no refresh token, so that this sign-in lasts " + time
                + " and cannot be renewed. To have it "
                + "renewed, its administrators must allow this client the refresh token grant and offline_access; some "
                + "providers give refresh tokens only to a client with a secret.";
    }
}
