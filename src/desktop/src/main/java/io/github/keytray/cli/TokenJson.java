package io.github.keytray.cli;

import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.internal.broker.JsonLine;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.TreeSet;

/** What {@code keytray token --json} prints. */
final class TokenJson {
    /** Said beside a token that is of no use by itself (RFC 9449 §7.1). */
    static final String NEEDS_PROOF =
            "keytray: A server takes this token only with a proof for each request (DPoP). See keytray token --proof.";

    private TokenJson() {}

    static String of(StoredUser user, Token token) {
        return new JsonLine()
                .with("access_token", token.accessToken())
                .with("token_type", token.tokenType())
                .with("expires_at", token.expiresAt() == null ? null : instant(token.expiresAt()))
                .with("scope", String.join(" ", new TreeSet<>(token.scopes())))
                .with("sub", user.user().id())
                .toString()
                .strip();
    }

    /** As {@link Instant#toString}, whose formatter takes longer to load than the keychain takes to answer. */
    static String instant(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        boolean isWholeMinute = time.getSecond() == 0 && time.getNano() == 0;
        return time + (isWholeMinute ? ":00Z" : "Z");
    }
}
