package io.github.keytray.internal.broker;

import io.github.keytray.Token;
import io.github.keytray.User;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the tray answers. */
public sealed interface BrokerResponse {
    /**
     * A token, which {@link Token#refreshToken} and {@link Token#idToken} are never part of.
     *
     * @param user whose it is
     */
    record Granted(User user, Token token) implements BrokerResponse {
        public Granted {
            token = new Token(
                    token.accessToken(),
                    token.tokenType(),
                    null,
                    null,
                    token.scopes(),
                    token.requestedScopes(),
                    token.issuedAt(),
                    token.expiresAt());
        }
    }

    /** No token. */
    enum NoToken implements BrokerResponse {
        /** The token is being refreshed: ask again in a moment. */
        PENDING("pending"),
        /** The person has to sign in. */
        INTERACTION_REQUIRED("interaction_required"),
        /** The token cannot be refreshed now. */
        UNAVAILABLE("unavailable"),
        /** No user is signed in to the account. */
        UNKNOWN("unknown"),
        /** The question was not understood. */
        INVALID_REQUEST("invalid_request");

        private final String error;

        NoToken(String error) {
            this.error = error;
        }
    }

    /** The answer as a line. */
    default String line() {
        JsonLine line = new JsonLine();
        if (this instanceof NoToken none) return line.with("error", none.error).toString();
        Granted granted = (Granted) this;
        Token token = granted.token();
        line.with("access_token", token.accessToken())
                .with("token_type", token.tokenType())
                .with("issued_at", token.issuedAt().getEpochSecond());
        Instant end = token.expiresAt();
        if (end != null) line.with("expires_at", end.getEpochSecond());
        TreeSet<String> covered = new TreeSet<>(token.requestedScopes());
        covered.addAll(token.scopes());
        return line.with("scope", String.join(" ", new TreeSet<>(token.scopes())))
                .with("requested_scope", String.join(" ", covered))
                .with("sub", granted.user().id())
                .with("username", granted.user().username())
                .toString();
    }

    /** The answer in a line, or an {@link IllegalArgumentException} when it holds none. */
    static BrokerResponse read(Map<String, String> line) {
        String error = line.get("error");
        if (error != null) {
            for (NoToken none : NoToken.values()) if (none.error.equals(error)) return none;
            return NoToken.UNAVAILABLE;
        }
        return new Granted(
                new User(line.getOrDefault("sub", ""), line.getOrDefault("username", "")),
                new Token(
                        line.getOrDefault("access_token", ""),
                        line.getOrDefault("token_type", "Bearer"),
                        null,
                        null,
                        JsonLine.words(line.getOrDefault("scope", "")),
                        JsonLine.words(line.getOrDefault("requested_scope", "")),
                        instant(line.getOrDefault("issued_at", "")),
                        line.containsKey("expires_at") ? instant(line.get("expires_at")) : null));
    }

    private static Instant instant(@Nullable String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(String.valueOf(seconds)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a time: " + seconds, e);
        }
    }
}
