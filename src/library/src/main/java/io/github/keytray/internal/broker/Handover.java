package io.github.keytray.internal.broker;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/**
 * A refreshed sign-in that the keychain did not store, which a command hands over to the tray before it ends. The only
 * line of the protocol with a refresh token, or the key that tokens are bound to. It goes only to the tray, through a socket that only its owner can open.
 */
public final class Handover {
    /** How such a line begins. It is longer than a question may be. */
    public static final String START = "{\"keep\":\"true\"";

    private Handover() {}

    /** The line, for a sign-in with a token. */
    public static String line(Account account, User user, Token token) {
        JsonLine line = new JsonLine()
                .with("keep", "true")
                .with("issuer", account.issuer())
                .with("client_id", account.clientId())
                .with("sub", user.id())
                .with("username", user.username())
                .with("access_token", token.accessToken())
                .with("token_type", token.tokenType())
                .with("scope", String.join(" ", new TreeSet<>(token.scopes())))
                .with("requested_scope", String.join(" ", new TreeSet<>(token.requestedScopes())))
                .with("issued_at_millis", token.issuedAt().toEpochMilli());
        if (token.refreshToken() != null) line.with("refresh_token", token.refreshToken());
        if (token.idToken() != null) line.with("id_token", token.idToken());
        if (token.dpopKey() != null) line.with("dpop_key", token.dpopKey());
        if (token.expiresAt() != null)
            line.with("expires_at_millis", token.expiresAt().toEpochMilli());
        return line.toString();
    }

    public static boolean isOne(Map<String, String> line) {
        return "true".equals(line.get("keep"));
    }

    /** The sign-in in a line, or an {@link IllegalArgumentException} when it holds none. */
    public static StoredUser read(Map<String, String> line) {
        String end = line.get("expires_at_millis");
        Token token = new Token(
                line.getOrDefault("access_token", ""),
                line.getOrDefault("token_type", "Bearer"),
                line.get("refresh_token"),
                line.get("id_token"),
                JsonLine.words(line.getOrDefault("scope", "")),
                JsonLine.words(line.getOrDefault("requested_scope", "")),
                Instant.ofEpochMilli(Long.parseLong(line.getOrDefault("issued_at_millis", ""))),
                end == null ? null : Instant.ofEpochMilli(Long.parseLong(end)),
                line.get("dpop_key"));
        return new StoredUser(new User(line.getOrDefault("sub", ""), line.getOrDefault("username", "")), token);
    }
}
