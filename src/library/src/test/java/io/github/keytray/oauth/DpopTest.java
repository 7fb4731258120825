package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.OutgoingResponse;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a key (RFC 9449). */
class DpopTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Client BOUND = Client.of("bound").withDpop(true);
    /** The same registration, of which the application does not know. */
    private static final Client UNAWARE = Client.of("bound");

    private EmbeddedProvider embedded = started(UnaryOperator.identity());

    private static EmbeddedProvider started(UnaryOperator<EmbeddedProviderBuilder> change) {
        return change.apply(EmbeddedProvider.builder()
                        .client(RegisteredClient.of("bound").bindingTokens()))
                .start();
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn(Provider provider, Client client, InstantSource clock)
            throws GrantException, InterruptedException {
        Browser browser = Browser.of(StandInUser.called("alice")::open);
        return new AuthorizationCodeGrant(provider, client, browser, Duration.ofSeconds(20), clock)
                .fetchToken(TokenRequest.interactive());
    }

    private Token signIn(Client client) throws GrantException, InterruptedException {
        return signIn(Provider.of(embedded.issuer()), client, CLOCK);
    }

    private static SignedJWT proof(Request request) throws Exception {
        return SignedJWT.parse(request.header("DPoP").orElseThrow());
    }

    private List<Request> tokenRequests() {
        return embedded.requests(Endpoint.TOKEN);
    }

    @Test
    void should_bind_the_tokens_of_a_sign_in_to_a_key_of_its_own() throws Exception {
        Token token = signIn(BOUND);
        assertThat(token.tokenType()).isEqualTo("DPoP");
        assertThat(token.needsProof()).isTrue();
        ProofKey key = ProofKey.of(Objects.requireNonNull(token.dpopKey()));
        assertThat(embedded.requests(Endpoint.AUTHORIZATION))
                .as("the code is of use with this key only")
                .first()
                .satisfies(request -> assertThat(request.parameter("dpop_jkt")).contains(key.thumbprint()));
        SignedJWT proof = proof(tokenRequests().get(0));
        assertThat(proof.getHeader().getJWK().computeThumbprint().toString()).isEqualTo(key.thumbprint());
        assertThat(proof.getHeader().getJWK().isPrivate()).isFalse();
        assertThat(token.toString()).contains("with a key").doesNotContain(Objects.requireNonNull(token.dpopKey()));
        assertThat(signIn(BOUND).dpopKey()).isNotEqualTo(token.dpopKey());
    }

    @Test
    void should_renew_with_the_same_key() throws Exception {
        Token token = signIn(BOUND);
        Token next = new TokenEndpoint(Provider.of(embedded.issuer()), BOUND, CLOCK).refresh(token, Set.of());
        assertThat(next.dpopKey()).isEqualTo(token.dpopKey());
        assertThat(next.accessToken()).isNotEqualTo(token.accessToken());
    }

    /** The tray does not know that the application requires it. */
    @Test
    void should_renew_with_the_stored_key_where_the_client_is_not_known_to_require_it() throws Exception {
        Token token = signIn(BOUND);
        Token next = new TokenEndpoint(Provider.of(embedded.issuer()), UNAWARE, CLOCK).refresh(token, Set.of());
        assertThat(next.tokenType()).isEqualTo("DPoP");
        assertThat(next.dpopKey()).isEqualTo(token.dpopKey());
        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void should_name_the_token_in_the_proof_at_userinfo() throws Exception {
        Token token = signIn(BOUND);
        assertThat(new UserInfoFetcher(Provider.of(embedded.issuer()))
                        .confirmUser(token)
                        .username())
                .isEqualTo("alice");
        Request request = embedded.requests(Endpoint.USERINFO).get(0);
        assertThat(request.header("Authorization")).contains("DPoP " + token.accessToken());
        JWTClaimsSet claims = proof(request).getJWTClaimsSet();
        assertThat(claims.getStringClaim("htm")).isEqualTo("GET");
        assertThat(claims.getStringClaim("htu"))
                .isEqualTo(embedded.uri(Endpoint.USERINFO).toString());
        assertThat(claims.getStringClaim("ath")).isNotEmpty();
    }

    @Test
    void should_revoke_without_a_proof() throws Exception {
        Token token = signIn(BOUND);
        new TokenEndpoint(Provider.of(embedded.issuer()), BOUND, CLOCK).revoke(token);
        assertThat(embedded.subject(token.accessToken())).isNull();
    }

    /** The request that was refused for the lack of a proof has used nothing up. */
    @Test
    void should_show_a_proof_where_it_is_wanted_though_the_application_did_not_say_so() throws Exception {
        Provider provider = Provider.of(embedded.issuer());
        Token token = signIn(provider, UNAWARE, CLOCK);
        assertThat(token.tokenType()).isEqualTo("DPoP");
        assertThat(tokenRequests()).hasSize(2);
        assertThat(signIn(provider, UNAWARE, CLOCK).tokenType()).isEqualTo("DPoP");
        assertThat(tokenRequests()).as("it is remembered").hasSize(3);
        assertThat(embedded.requests(Endpoint.AUTHORIZATION)).hasSize(2);
    }

    @Test
    void should_bring_the_nonce_that_the_server_wants_and_then_the_next() throws Exception {
        embedded.close();
        embedded = started(EmbeddedProviderBuilder::requireNonces);
        Provider provider = Provider.of(embedded.issuer());
        Token token = signIn(provider, BOUND, CLOCK);
        assertThat(tokenRequests()).as("once more with the nonce").hasSize(2);
        assertThat(proof(tokenRequests().get(1)).getJWTClaimsSet().getStringClaim("nonce"))
                .isNotEmpty();
        new TokenEndpoint(provider, BOUND, CLOCK).refresh(token, Set.of());
        assertThat(tokenRequests()).as("with the nonce of the last answer").hasSize(3);
        assertThat(new UserInfoFetcher(provider).confirmUser(token).username()).isEqualTo("alice");
        assertThat(embedded.requests(Endpoint.USERINFO)).hasSize(2);
    }

    @Test
    void should_not_send_a_request_a_third_time() {
        embedded.misbehave(
                Endpoint.TOKEN,
                answer -> answer.instead(400, "application/json", "{\"error\":\"use_dpop_nonce\"}")
                        .header("DPoP-Nonce", "n" + System.nanoTime()));
        assertThatThrownBy(() -> signIn(BOUND))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("DPoP, RFC 9449");
        assertThat(tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void should_go_by_the_clock_of_the_provider(long seconds) throws Exception {
        Instant wrong = Instant.now().plusSeconds(seconds);
        Instant begun = Instant.now();
        InstantSource clock = () -> wrong.plus(Duration.between(begun, Instant.now()));
        Provider provider = Provider.of(embedded.issuer());
        Token token = signIn(provider, BOUND, CLOCK);
        embedded.forgetRequests();
        Token next = new TokenEndpoint(provider, BOUND, clock).refresh(token, Set.of());
        assertThat(next.tokenType()).isEqualTo("DPoP");
        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void should_refuse_a_token_that_is_not_bound_where_the_client_requires_it() throws Exception {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "Bearer"));
        assertThatThrownBy(() -> signIn(BOUND))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("not bound");
        embedded.behave();
        Token token = signIn(BOUND);
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "Bearer"));
        TokenEndpoint endpoint = new TokenEndpoint(Provider.of(embedded.issuer()), BOUND, CLOCK);
        assertThatThrownBy(() -> endpoint.refresh(token, Set.of())).isInstanceOf(GrantException.Untrusted.class);
    }

    /** RFC 9449 §5: the refresh token of a public client is bound all the same. */
    @Test
    void should_take_a_token_that_is_not_bound_where_the_client_does_not_require_it() throws Exception {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "DPoP", "Bearer"));
        Token token = signIn(UNAWARE);
        assertThat(token.needsProof()).isFalse();
        Token next = new TokenEndpoint(Provider.of(embedded.issuer()), UNAWARE, CLOCK).refresh(token, Set.of());
        assertThat(next.dpopKey()).isEqualTo(token.dpopKey()).isNotNull();
    }

    @Test
    void should_refuse_a_token_that_is_bound_to_no_key_that_it_showed() {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "DPoP"));
        assertThatThrownBy(() -> signIn(Client.of("app")))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContainingAll("DPoP, RFC 9449", "shown none");
    }

    @Test
    void should_name_what_it_cannot_sign_with() {
        embedded.misbehave(Endpoint.DISCOVERY, algorithms("RS256"));
        assertThatThrownBy(() -> signIn(UNAWARE))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContainingAll("DPoP, RFC 9449", "allow ES256");
        assertThatThrownBy(() -> signIn(BOUND))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("allow ES256");
    }

    private static Consumer<OutgoingResponse> algorithms(String only) {
        return answer -> answer.json().put("dpop_signing_alg_values_supported", List.of(only));
    }

    @Test
    void should_say_what_is_wrong_with_a_proof_that_is_refused() {
        embedded.misbehave(
                Endpoint.TOKEN,
                answer -> answer.instead(
                        400,
                        "application/json",
                        "{\"error\":\"invalid_dpop_proof\",\"error_description\":\"DPoP proof has wrong colour\"}"));
        assertThatThrownBy(() -> signIn(BOUND))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContainingAll("DPoP proof has wrong colour", "clock");
    }

    /** The refresh token is bound to the key of its sign-in. */
    @Test
    void should_not_get_anything_for_the_refresh_token_with_another_key() throws Exception {
        Token token = signIn(BOUND);
        Token stolen = new Token(
                token.accessToken(),
                token.tokenType(),
                token.refreshToken(),
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                token.issuedAt(),
                token.expiresAt(),
                ProofKey.generate().jwk());
        TokenEndpoint endpoint = new TokenEndpoint(Provider.of(embedded.issuer()), BOUND, CLOCK);
        assertThatThrownBy(() -> endpoint.refresh(stolen, Set.of())).isInstanceOf(GrantException.class);
        assertThat(endpoint.refresh(token, Set.of()).accessToken()).isNotEmpty();
    }

    @Test
    void should_bind_what_another_device_agreed_to() throws Exception {
        embedded.misbehave(
                Endpoint.DEVICE_AUTHORIZATION, answer -> answer.json().put("interval", 1));
        StandInUser alice = StandInUser.called("alice");
        for (Client client : List.of(BOUND, UNAWARE)) {
            Token token = new DeviceGrant(
                            Provider.of(embedded.issuer()),
                            client,
                            authorization -> Browser.of(alice::open).open(authorization),
                            Duration.ofSeconds(20),
                            CLOCK)
                    .fetchToken(TokenRequest.interactive());
            assertThat(token.needsProof()).isTrue();
            assertThat(token.dpopKey()).isNotNull();
        }
    }

    @Test
    void should_push_the_thumbprint() throws Exception {
        embedded.close();
        embedded = started(EmbeddedProviderBuilder::requirePushedRequests);
        signIn(BOUND);
        assertThat(embedded.requests(Endpoint.PUSHED_REQUEST).get(0).parameter("dpop_jkt"))
                .isPresent();
    }

    @Test
    void should_leave_tokens_unbound_where_nothing_wants_it() throws Exception {
        Token token = signIn(Client.of("app"));
        assertThat(token.dpopKey()).isNull();
        assertThat(tokenRequests().get(0).header("DPoP")).isEmpty();
        embedded.misbehave(Misbehaviour.SERVER_ERROR);
        assertThatThrownBy(() -> signIn(Client.of("app"))).isInstanceOf(GrantException.Unreachable.class);
    }
}
