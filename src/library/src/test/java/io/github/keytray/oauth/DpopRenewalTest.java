package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.RefreshGrant;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.OutgoingResponse;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The renewal of a stored sign-in whose tokens are bound to a key (RFC 9449). */
@Timeout(60)
class DpopRenewalTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final User ALICE = new User("sub-alice", "alice");
    private static final Client BOUND = Client.of("bound").withDpop(true);

    private final EmbeddedProvider embedded = EmbeddedProvider.builder()
            .client(RegisteredClient.of("bound").bindingTokens())
            .start();
    private final MemoryUserStore store = new MemoryUserStore();

    @AfterEach
    void stop() {
        embedded.close();
    }

    private AutoLoginGrant grant(Client client) {
        RefreshGrant refresh =
                new RefreshGrant(new TokenEndpoint(Provider.of(embedded.issuer()), client, CLOCK), request -> {
                    throw new GrantException.InteractionRequired("Please sign in.");
                });
        return new AutoLoginGrant(store, one -> true, one -> ALICE, refresh, CLOCK);
    }

    private Token signIn(Client client) throws Exception {
        Browser browser = Browser.of(StandInUser.called("alice")::open);
        Provider provider = Provider.of(embedded.issuer());
        Token token = new AuthorizationCodeGrant(provider, client, browser, Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
        store.putDefaultUser(new StoredUser(ALICE, token));
        return token;
    }

    /** As it is once the access token has ended. */
    private static Token over(Token token) {
        return new Token(
                token.accessToken(),
                token.tokenType(),
                token.refreshToken(),
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                token.issuedAt().minusSeconds(7200),
                token.issuedAt().minusSeconds(3600),
                token.dpopKey());
    }

    private StoredUser stored() throws Exception {
        return store.getUser(ALICE.id()).orElseThrow();
    }

    private static Consumer<OutgoingResponse> refusal(String error) {
        return answer -> answer.instead(400, "application/json", error);
    }

    /** The proof was refused, for its nonce or its clock: the refresh token was not looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"use_dpop_nonce\"}",
                "{\"error\":\"invalid_dpop_proof\"}",
                "{\"error\":\"invalid_request\",\"error_description\":\"DPoP proof is not active\"}"
            })
    void should_keep_a_sign_in_whose_proof_is_refused(String refusal) throws Exception {
        StoredUser before = new StoredUser(ALICE, over(signIn(BOUND)));
        store.putDefaultUser(before);
        AutoLoginGrant grant = grant(BOUND);
        embedded.misbehave(Endpoint.TOKEN, refusal(refusal));
        assertThatThrownBy(() -> grant.fetchUser(TokenRequest.silent()))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("clock");
        assertThat(stored()).isEqualTo(before);
        embedded.behave();
        StoredUser after = grant.fetchUser(TokenRequest.silent());
        assertThat(Objects.requireNonNull(after.token()).accessToken())
                .isNotEqualTo(Objects.requireNonNull(before.token()).accessToken());
    }

    @Test
    void should_not_go_on_with_tokens_that_are_not_bound() throws Exception {
        StoredUser before = new StoredUser(ALICE, over(signIn(BOUND)));
        store.putDefaultUser(before);
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "Bearer"));
        AutoLoginGrant grant = grant(Client.of("bound"));
        assertThatThrownBy(() -> grant.fetchUser(TokenRequest.silent()))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("not bound to its key");
    }

    /** The provider has replaced the refresh token, and the new one is of no use without the key that was shown for it. */
    @Test
    void should_store_a_new_key_with_the_refresh_token_that_came_with_it() throws Exception {
        StoredUser before = new StoredUser(ALICE, over(signIn(Client.of("app"))));
        store.putDefaultUser(before);
        AutoLoginGrant grant = grant(Client.of("app").withDpop(true));
        embedded.misbehaveOnce(Endpoint.TOKEN, answer -> answer.json().put("access_token", "of no use"));
        assertThatThrownBy(() -> grant.fetchUser(TokenRequest.silent())).isInstanceOf(GrantException.class);
        Token early = Objects.requireNonNull(stored().token());
        assertThat(early.refreshToken())
                .isNotEqualTo(Objects.requireNonNull(before.token()).refreshToken());
        assertThat(early.dpopKey()).isNotNull();
        Token next =
                Objects.requireNonNull(grant.fetchUser(TokenRequest.silent()).token());
        assertThat(next.dpopKey()).isEqualTo(early.dpopKey());
    }

    @Test
    void should_keep_a_sign_in_where_no_proof_can_be_made() throws Exception {
        StoredUser before = new StoredUser(ALICE, over(signIn(Client.of("app"))));
        store.putDefaultUser(before);
        embedded.misbehave(
                Endpoint.DISCOVERY, answer -> answer.json().put("dpop_signing_alg_values_supported", List.of("RS256")));
        AutoLoginGrant grant = grant(Client.of("app").withDpop(true));
        embedded.forgetRequests();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> grant.fetchUser(TokenRequest.silent()))
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessageContaining("allow ES256");
        }
        assertThat(embedded.requests(Endpoint.TOKEN)).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }
}
