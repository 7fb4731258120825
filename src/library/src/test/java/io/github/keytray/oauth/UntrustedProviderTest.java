package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.IdToken;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that misbehaves: no sign-in comes of it. */
class UntrustedProviderTest {
    private static final TokenRequest SIGN_IN = TokenRequest.interactive();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.system();

    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final Client client = Client.of("app");

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider provider() {
        return Provider.of(embedded.issuer());
    }

    private AuthorizationCodeGrant grant() {
        return new AuthorizationCodeGrant(
                provider(), client, Browser.of(StandInUser.called("alice")::open), TIMEOUT, CLOCK);
    }

    private void assertUntrusted(String why) {
        assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining(why);
    }

    private void claim(String name, Object value) {
        idToken(token -> token.claims().put(name, value));
    }

    private void idToken(Consumer<IdToken> change) {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.idToken().ifPresent(change));
    }

    @Test
    void should_not_pass_for_another_issuer() {
        embedded.misbehave(Misbehaviour.WRONG_ISSUER_IN_METADATA);
        assertUntrusted("calls itself");
        embedded.misbehave(Misbehaviour.WRONG_ISSUER);
        assertUntrusted("issued by somebody else");
    }

    @Test
    void should_not_pass_another_applications_token() {
        embedded.misbehave(Misbehaviour.WRONG_AUDIENCE);
        assertUntrusted("for another application");
        embedded.misbehave(Misbehaviour.WRONG_AUTHORIZED_PARTY);
        assertUntrusted("issued to another application");
        embedded.behave();
        claim("aud", List.of("other", "another"));
        assertUntrusted("for another application");
    }

    /** OpenID Connect Core with errata set 2, §3.1.3.7. */
    @Test
    void should_be_believed_about_a_token_for_several_applications() throws Exception {
        claim("aud", List.of("app", "other"));
        assertThat(grant().fetchToken(SIGN_IN).idToken()).isNotNull();
        idToken(token -> token.claims().putAll(Map.of("aud", List.of("app", "other"), "azp", "other")));
        assertUntrusted("issued to another application");
    }

    @Test
    void should_sign_as_it_says() {
        embedded.misbehave(
                Endpoint.DISCOVERY,
                answer -> answer.json().put("id_token_signing_alg_values_supported", List.of("PS256")));
        assertUntrusted("another way (RS256)");
        // Asked for beside the browser, and not because of the token.
        assertThat(embedded.requests(Endpoint.JWKS)).hasSizeLessThan(2);
    }

    @Test
    void should_be_told_what_its_id_token_is_when_nobody_can_check_it() {
        embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("id_token_signing_alg_values_supported"));
        embedded.misbehave(Endpoint.TOKEN, Misbehaviour.ALG_NONE);
        assertUntrusted("is not signed (alg: none)");
        embedded.misbehave(Endpoint.TOKEN, Misbehaviour.HS256_WITH_THE_PUBLIC_KEY);
        assertUntrusted("RS256 or ES256 must be set");
        idToken(token -> token.compact(jwt -> renamed(jwt, "ES256K")));
        assertUntrusted("cannot be checked here (ES256K)");
        idToken(token -> token.compact(jwt -> "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ.AA.AA.AA.AA"));
        assertUntrusted("is encrypted");
        // Asked for beside the browser, once in each sign-in, and not because of the token.
        assertThat(embedded.requests(Endpoint.JWKS)).hasSizeLessThan(5);
    }

    private static String renamed(String jwt, String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + jwt.substring(jwt.indexOf('.'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end_session_endpoint",
                "revocation_endpoint",
                "device_authorization_endpoint",
                "pushed_authorization_request_endpoint",
                "userinfo_endpoint"
            })
    void should_have_no_endpoint_whose_address_cannot_be_used(String name) throws Exception {
        for (String address : List.of("", "/relative", "http://acme.example/e", "javascript:alert(1)", "https://")) {
            embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().put(name, address));
            ProviderMetadata metadata = provider().metadata();
            assertThat(metadata.unusableEndpoints()).containsExactly(name);
            assertThat(metadata.otherHosts()).isEmpty();
            assertThat(grant().fetchToken(SIGN_IN).idToken()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri"})
    void should_have_addresses_for_what_a_sign_in_needs(String name) {
        for (String address : List.of("", "/relative", "http://acme.example/e")) {
            embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().put(name, address));
            assertUntrusted("not an https address");
        }
    }

    @Test
    void should_not_replay_another_sign_in() {
        embedded.misbehave(Misbehaviour.WRONG_NONCE);
        assertUntrusted("not made for this sign-in");
        embedded.misbehave(Misbehaviour.NO_NONCE);
        assertUntrusted("not made for this sign-in");
    }

    @Test
    void should_not_forget_who_signed_in() {
        embedded.misbehave(Misbehaviour.NO_SUB);
        assertUntrusted("who signed in");
        embedded.misbehave(Misbehaviour.NO_ID_TOKEN);
        assertUntrusted("no ID token");
    }

    @Test
    void should_hear_that_the_clock_is_wrong() {
        issuedBetween(1200, 1500);
        assertUntrusted("clock is about 19 minutes slow");
        issuedBetween(-7300, -7000);
        assertUntrusted("clock is about 2 hours fast");
    }

    private void issuedBetween(int issued, int expires) {
        long now = Instant.now().getEpochSecond();
        idToken(token -> token.claims().putAll(Map.of("iat", now + issued, "exp", now + expires)));
    }

    @Test
    void should_not_pass_a_false_signature() {
        embedded.misbehave(Misbehaviour.BAD_SIGNATURE);
        assertUntrusted("false signature");
        embedded.misbehave(Misbehaviour.ALG_NONE);
        assertUntrusted("ID token");
        embedded.behave();
        Map<String, String> unknown = Map.of("kty", "OKP", "crv", "new", "x", "AA");
        embedded.misbehave(Endpoint.JWKS, answer -> answer.json().put("keys", List.of(unknown)));
        assertUntrusted("does not list");
    }

    @Test
    void should_not_name_two_people() throws Exception {
        Token token = grant().fetchToken(SIGN_IN);
        embedded.misbehave(Misbehaviour.OTHER_SUB_IN_USERINFO);
        assertThatThrownBy(() -> new UserInfoFetcher(provider()).fetchUser(token))
                .isInstanceOf(GrantException.Untrusted.class);
    }

    @Test
    void should_not_renew_for_somebody_else() throws Exception {
        Token token = grant().fetchToken(SIGN_IN);
        claim("sub", "sub-bob");
        assertThatThrownBy(() -> new TokenEndpoint(provider(), client, CLOCK).refresh(token, Set.of()))
                .isInstanceOf(GrantException.Untrusted.class);
    }

    @Test
    void should_not_send_the_browser_back_for_another() {
        embedded.misbehave(Misbehaviour.WRONG_ISSUER_IN_REDIRECT);
        assertUntrusted("another provider");
    }

    @Test
    void should_not_have_endpoints_that_others_can_read() {
        embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().put("token_endpoint", "http://acme.example/t"));
        assertUntrusted("not an https address");
    }
}
