package io.github.keytray.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What providers do wrong, by accident or by an attacker's hand. Each changes an answer; those about an ID token, a
 * redirect or one member of a JSON answer leave answers alone that have no such thing.
 */
public enum Misbehaviour implements Consumer<OutgoingResponse> {
    /** The discovery document names another issuer (RFC 8414 §3.3). */
    WRONG_ISSUER_IN_METADATA(answer -> {
        if (answer.endpoint() == Endpoint.DISCOVERY) answer.json().put("issuer", "https://stranger.example");
    }),
    /** The authorization response has another issuer (RFC 9207 §2.4). */
    WRONG_ISSUER_IN_REDIRECT(answer -> answer.redirect().replace("iss", "https://stranger.example")),
    NO_ISSUER_IN_REDIRECT(answer -> answer.redirect().remove("iss")),
    WRONG_STATE(answer -> answer.redirect().replace("state", "stranger")),

    WRONG_ISSUER(token(claims -> claims.put("iss", "https://stranger.example"))),
    WRONG_AUDIENCE(token(claims -> claims.put("aud", "stranger"))),
    /** The token is for another client, and names ours only beside it. */
    WRONG_AUTHORIZED_PARTY(token(claims -> claims.put("azp", "stranger"))),
    WRONG_NONCE(token(claims -> claims.put("nonce", "stranger"))),
    NO_NONCE(token(claims -> claims.remove("nonce"))),
    NO_SUB(token(claims -> claims.remove("sub"))),
    EXPIRED(token(claims -> shift(claims, "exp", Duration.ofHours(-2)))),
    ISSUED_IN_THE_FUTURE(token(claims -> shift(claims, "iat", Duration.ofHours(2)))),
    WRONG_ACCESS_TOKEN_HASH(token(claims -> claims.put("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"))),
    BAD_SIGNATURE(answer -> answer.idToken().ifPresent(IdToken::forged)),
    ALG_NONE(answer -> answer.idToken().ifPresent(IdToken::unsigned)),
    /** The mistake that accepts any signature (RFC 8725 §2.1). */
    HS256_WITH_THE_PUBLIC_KEY(answer -> answer.idToken().ifPresent(IdToken::signedWithThePublicKey)),
    KEY_IN_THE_HEADER(answer -> answer.idToken().ifPresent(IdToken::forgedWithItsKey)),
    UNKNOWN_KEY_ID(answer -> answer.idToken().ifPresent(token -> token.keyId("stranger"))),
    NO_ID_TOKEN(answer -> answer.idToken(null)),

    OTHER_SUB_IN_USERINFO(answer -> {
        if (answer.endpoint() == Endpoint.USERINFO) answer.json().replace("sub", "stranger");
    }),
    /** Legal (RFC 6749 §5.1): the client is not told how long the access token lives. */
    NO_EXPIRES_IN(answer -> answer.json().remove("expires_in")),
    NO_REFRESH_TOKEN(answer -> answer.json().remove("refresh_token")),
    INVALID_GRANT(answer -> {
        if (answer.endpoint() == Endpoint.TOKEN)
            answer.instead(400, "application/json", "{\"error\":\"invalid_grant\"}");
    }),
    ERROR_WITH_200(answer -> answer.instead(200, "application/json", "{\"error\":\"server_error\"}")),

    SERVER_ERROR(answer -> answer.instead(500, "text/plain", "Internal Server Error")),
    TOO_MANY_REQUESTS(
            answer -> answer.instead(429, "text/plain", "Too Many Requests").header("Retry-After", "7")),
    /** What a captive portal does. */
    HTML(answer -> answer.instead(200, "text/html", "<!DOCTYPE html><title>Welcome to the hotel</title>")),
    EMPTY_400(answer -> answer.instead(400, "text/plain", "")),
    /** Ten minutes, or until the provider is closed. */
    SLOW(answer -> answer.delay(Duration.ofMinutes(10))),
    /** Does what was asked; the client gets half of the answer. */
    TRUNCATED(OutgoingResponse::truncate),
    /** Does what was asked; the client gets no answer. */
    CONNECTION_CLOSED(OutgoingResponse::closeConnection);

    @SuppressWarnings("ImmutableEnumChecker") // every lambda above is without state
    private final Consumer<OutgoingResponse> change;

    Misbehaviour(Consumer<OutgoingResponse> change) {
        this.change = change;
    }

    @Override
    public void accept(OutgoingResponse answer) {
        change.accept(answer);
    }

    private static Consumer<OutgoingResponse> token(Consumer<Map<String, Object>> change) {
        return answer -> answer.idToken().ifPresent(token -> change.accept(token.claims()));
    }

    private static void shift(Map<String, Object> claims, String name, Duration by) {
        claims.computeIfPresent(name, (claim, time) -> ((Number) time).longValue() + by.toSeconds());
    }
}
