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
     * A token, which {@link Token#refreshToken}, {@link Token#idToken} and {@link Token#dpopKey} are never part of.
     *
     * @param user whose it is
     * @param proof for the request that the question names, where the token is bound to a key (RFC 9449); or null. The
     *     key stays with the tray: what an application holds is of use for one request, and for some seconds
     */
    record Granted(User user, Token token, @Nullable String proof) implements BrokerResponse {
        public Granted(User user, Token token) {
            this(user, token, null);
        }

        /**
         * A token, with a proof where it needs one.
         *
         * @param use the request that the token is for, or null
         */
        public static Granted of(User user, Token token, @Nullable TokenUse use, Instant now) {
            return new Granted(user, token, use == null ? null : use.proof(token, now));
        }

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
        if (granted.proof() != null) line.with("dpop", granted.proof());
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
                        line.containsKey("expires_at") ? instant(line.get("expires_at")) : null),
                line.get("dpop"));
    }

    private static Instant instant(@Nullable String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(String.valueOf(seconds)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a time: " + seconds, e);
        }
    }
}
