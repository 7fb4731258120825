package io.github.keytray.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class MisbehaviourTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final StandInUser alice = StandInUser.called("alice");
    private EmbeddedProvider provider;
    private TestClient client;

    @BeforeEach
    void start() {
        provider = EmbeddedProvider.builder().es256().clock(() -> NOW).start();
        client = new TestClient(provider, "app");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @MethodSource
    void should_spoil_the_claims(Misbehaviour misbehaviour, Predicate<JWTClaimsSet> spoilt) throws Exception {
        assertThat(claims(client.signIn(alice))).isNotNull().matches(spoilt.negate(), "sound");

        provider.misbehave(misbehaviour);

        assertThat(claims(client.signIn(alice))).matches(spoilt, "spoilt");
    }

    static Stream<Arguments> should_spoil_the_claims() {
        return Stream.of(
                spoils(Misbehaviour.WRONG_ISSUER, claims -> claims.getIssuer().equals("https://stranger.example")),
                spoils(
                        Misbehaviour.WRONG_AUDIENCE,
                        claims -> claims.getAudience().contains("stranger")),
                spoils(Misbehaviour.WRONG_AUTHORIZED_PARTY, claims -> "stranger".equals(claims.getClaim("azp"))),
                spoils(Misbehaviour.WRONG_NONCE, claims -> "stranger".equals(claims.getClaim("nonce"))),
                spoils(Misbehaviour.NO_NONCE, claims -> claims.getClaim("nonce") == null),
                spoils(Misbehaviour.NO_SUB, claims -> claims.getSubject() == null),
                spoils(
                        Misbehaviour.WRONG_ACCESS_TOKEN_HASH,
                        claims -> claims.getClaim("at_hash").equals("AAAAAAAAAAAAAAAAAAAAAA")),
                spoils(
                        Misbehaviour.EXPIRED,
                        claims -> claims.getExpirationTime().toInstant().isBefore(NOW)),
                spoils(
                        Misbehaviour.ISSUED_IN_THE_FUTURE,
                        claims -> claims.getIssueTime().toInstant().isAfter(NOW)));
    }

    private static Arguments spoils(Misbehaviour misbehaviour, Predicate<JWTClaimsSet> spoilt) {
        return Arguments.of(misbehaviour, spoilt);
    }

    @Test
    void should_forge_signatures() throws Exception {
        assertThat(isSigned(client.signIn(alice))).isTrue();

        provider.misbehave(Misbehaviour.BAD_SIGNATURE);

        assertThat(isSigned(client.signIn(alice))).isFalse();
    }

    @Test
    void should_not_sign() throws Exception {
        provider.misbehave(Misbehaviour.ALG_NONE);

        assertThat(JWTParser.parse(idToken(client.signIn(alice))).getHeader().getAlgorithm())
                .hasToString("none");
    }

    @Test
    void should_name_a_key_that_is_not_there() throws Exception {
        provider.misbehave(Misbehaviour.UNKNOWN_KEY_ID);

        assertThat(SignedJWT.parse(idToken(client.signIn(alice))).getHeader().getKeyID())
                .isEqualTo("stranger");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_ID_TOKEN", "NO_EXPIRES_IN", "NO_REFRESH_TOKEN"})
    void should_leave_things_out(Misbehaviour misbehaviour) throws Exception {
        String member = misbehaviour.name().substring(3).toLowerCase(Locale.ROOT);
        assertThat(client.signIn(alice).has(member)).isTrue();

        provider.misbehave(misbehaviour);

        assertThat(client.signIn(alice).has(member)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_ISSUER_IN_REDIRECT", "NO_ISSUER_IN_REDIRECT", "WRONG_STATE"})
    void should_spoil_the_redirect(Misbehaviour misbehaviour) throws Exception {
        String member = misbehaviour == Misbehaviour.WRONG_STATE ? "state" : "iss";
        String sound = client.authorize(alice).getOrDefault(member, "");

        provider.misbehave(misbehaviour);

        assertThat(sound).isNotEmpty();
        assertThat(client.authorize(alice)).doesNotContainEntry(member, sound).containsKey("code");
    }

    @Test
    void should_name_another_issuer() throws Exception {
        provider.misbehave(Misbehaviour.WRONG_ISSUER_IN_METADATA);

        JsonObject metadata = TestClient.json(client.get(provider.uri(Endpoint.DISCOVERY)));
        assertThat(metadata.get("issuer").getAsString()).isNotEqualTo(provider.issuer());
    }

    @Test
    void should_describe_another_person() throws Exception {
        provider.misbehave(Misbehaviour.OTHER_SUB_IN_USERINFO);

        JsonObject token = client.signIn(alice);

        assertThat(claims(token).getSubject()).isEqualTo("sub-alice");
        JsonObject userinfo = TestClient.json(client.getAs(token, provider.uri(Endpoint.USERINFO)));
        assertThat(userinfo.get("sub").getAsString()).isEqualTo("stranger");
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_GRANT", "ERROR_WITH_200", "SERVER_ERROR", "TOO_MANY_REQUESTS", "HTML", "EMPTY_400"})
    void should_answer_something_else_and_leave_the_refresh_token_good(Misbehaviour misbehaviour) throws Exception {
        JsonObject token = client.signIn(alice);

        provider.misbehaveOnce(Endpoint.TOKEN, misbehaviour);

        HttpResponse<String> spoilt = client.refresh(token);
        switch (misbehaviour) {
            case INVALID_GRANT -> assertThat(spoilt.body()).contains("\"invalid_grant\"");
            case ERROR_WITH_200 -> assertThat(spoilt.body()).contains("\"error\"");
            case SERVER_ERROR -> assertThat(spoilt.statusCode()).isEqualTo(500);
            case TOO_MANY_REQUESTS ->
                assertThat(spoilt.headers().firstValue("Retry-After")).contains("7");
            case HTML -> assertThat(spoilt.body()).startsWith("<!DOCTYPE html>");
            default -> assertThat(spoilt).returns(400, HttpResponse::statusCode).returns("", HttpResponse::body);
        }
        assertThat(TestClient.json(client.refresh(token)).has("access_token")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUNCATED", "CONNECTION_CLOSED"})
    void should_lose_the_answer_to_a_refresh_token_that_is_spent(Misbehaviour misbehaviour) throws Exception {
        JsonObject token = client.signIn(alice);

        provider.misbehaveOnce(Endpoint.TOKEN, misbehaviour);

        assertThatThrownBy(() -> client.refresh(token)).isInstanceOf(IOException.class);
        assertThat(client.refresh(token).body()).contains("invalid_grant");
    }

    @Test
    void should_be_slow_until_it_is_closed() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        provider.misbehave(Endpoint.DISCOVERY, answer -> {
            Misbehaviour.SLOW.accept(answer);
            asked.complete(null);
        });
        var answer = client.getAsync(provider.uri(Endpoint.DISCOVERY));
        asked.get(20, TimeUnit.SECONDS);
        assertThat(answer).isNotDone();

        provider.close();

        assertThat(answer).failsWithin(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SLOW")
    void should_end(Misbehaviour misbehaviour) throws Exception {
        provider.misbehave(misbehaviour);
        provider.behave();

        JsonObject token = client.signIn(alice);

        assertThat(isSigned(token)).isTrue();
        assertThat(TestClient.json(client.refresh(token)).has("refresh_token")).isTrue();
    }

    private boolean isSigned(JsonObject token) throws Exception {
        JWKSet keys = JWKSet.parse(client.get(provider.uri(Endpoint.JWKS)).body());
        return SignedJWT.parse(idToken(token))
                .verify(new ECDSAVerifier(keys.getKeys().get(0).toECKey()));
    }

    private static JWTClaimsSet claims(JsonObject token) throws Exception {
        return JWTParser.parse(idToken(token)).getJWTClaimsSet();
    }

    private static String idToken(JsonObject token) {
        return token.get("id_token").getAsString();
    }
}
