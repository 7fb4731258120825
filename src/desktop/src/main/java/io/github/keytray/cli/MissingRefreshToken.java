package io.github.keytray.cli;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sign-in that a provider gave no refresh token for: it ends with its access token, and the person should know. */
final class MissingRefreshToken {
    private MissingRefreshToken() {}

    /** How long it lasts and what would change that; null for one that can be renewed, or whose end nobody knows. */
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
