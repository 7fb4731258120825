package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.GrantException.Untrusted;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh brings is kept, and only what was verified is handed out. The provider ends what is sent twice. */
class RefreshResponseTest extends RefreshTestBase {
    private void shouldGoOnWith(Token stale) throws Exception {
        embedded.behave();
        assertThat(kept).hasSize(1).doesNotContain(stale.refreshToken());
        Token next = new Token(
                stale.accessToken(),
                "Bearer",
                kept.get(0),
                stale.idToken(),
                stale.scopes(),
                Set.of(),
                stale.issuedAt(),
                stale.expiresAt());
        assertThat(refresh(next).accessToken()).isNotEqualTo(stale.accessToken());
    }

    @Nested
    class A_verification_that_fails {
        @ParameterizedTest
        @EnumSource(names = {"SERVER_ERROR", "HTML", "EMPTY_400", "CONNECTION_CLOSED", "TOO_MANY_REQUESTS"})
        void should_cost_no_sign_in_where_the_keys_cannot_be_had(Misbehaviour keys) throws Exception {
            Token stale = signIn();
            embedded.misbehave(Endpoint.JWKS, keys);
            assertThatThrownBy(() -> refresh(stale)).isInstanceOf(GrantException.class);
            shouldGoOnWith(stale);
        }

        @Test
        void should_cost_no_sign_in_where_the_provider_has_new_keys_that_cannot_be_had() throws Exception {
            Token stale = signIn();
            TokenEndpoint knowsKeys = endpoint(CLOCK);
            Token second = knowsKeys.refresh(stale, Set.of(), kept::add);
            assertThat(kept).as("nothing to be kept where all went well").isEmpty();
            embedded.misbehave(Endpoint.TOKEN, Misbehaviour.UNKNOWN_KEY_ID);
            embedded.misbehave(Endpoint.JWKS, Misbehaviour.SERVER_ERROR);
            assertThatThrownBy(() -> knowsKeys.refresh(second, Set.of(), refreshToken -> {
                        kept.add(refreshToken);
                        assertThat(embedded.requests(Endpoint.JWKS))
                                .as("kept before the keys are asked for")
                                .hasSize(1);
                    }))
                    .isInstanceOf(Unreachable.class);
            shouldGoOnWith(second);
        }

        @ParameterizedTest
        @EnumSource(
                names = {
                    "WRONG_ISSUER",
                    "WRONG_AUDIENCE",
                    "WRONG_ACCESS_TOKEN_HASH",
                    "BAD_SIGNATURE",
                    "ALG_NONE",
                    "NO_SUB",
                    "EXPIRED",
                    "ISSUED_IN_THE_FUTURE"
                })
        void should_cost_no_sign_in_and_hand_out_nothing(Misbehaviour misbehaviour) throws Exception {
            Token stale = signIn();
            embedded.misbehave(Endpoint.TOKEN, misbehaviour);
            assertThatThrownBy(() -> refresh(stale)).isInstanceOf(Untrusted.class);
            shouldGoOnWith(stale);
        }

        @ParameterizedTest
        @ValueSource(strings = {"access_token", "token_type"})
        void should_cost_no_sign_in_where_a_token_cannot_be_used(String member) throws Exception {
            Token stale = signIn();
            embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().put(member, "a b"));
            assertThatThrownBy(() -> refresh(stale)).isInstanceOf(Untrusted.class);
            shouldGoOnWith(stale);
        }
    }

    @Nested
    class A_wrong_clock {
        @ParameterizedTest
        @ValueSource(longs = {-3 * 60 * 60, -300, -120, 120, 300, 3 * 60 * 60})
        void should_cost_one_refresh(long seconds) throws Exception {
            Token stale = signIn();
            InstantSource wrong = () -> Instant.now().plusSeconds(seconds);
            Token fresh = endpoint(wrong).refresh(stale, Set.of(), kept::add);
            assertThat(fresh.isValid(wrong.instant(), fresh.margin())).isTrue();
            assertThat(kept).isEmpty();
        }
    }

    @Nested
    class A_plain_refresh {
        @Test
        void should_take_as_few_requests_and_store_operations_as_there_can_be() throws Exception {
            CountingStore store = new CountingStore();
            store.kept.putDefaultUser(lapsed(signIn()));
            AutoLoginGrant grant = grant(store);
            Token fresh = grant.fetchToken(TokenRequest.silent());
            assertThat(store.reads).as("before the lock and under it").isEqualTo(2);
            assertThat(store.changes).isEqualTo(1);
            assertThat(store.locks).isEqualTo(1);
            for (Endpoint each : List.of(Endpoint.DISCOVERY, Endpoint.JWKS, Endpoint.TOKEN)) {
                assertThat(embedded.requests(each)).as(each.toString()).hasSize(1);
            }
            assertThat(embedded.requests(Endpoint.USERINFO)).isEmpty();
            assertThat(grant.fetchToken(TokenRequest.silent().forceRefresh())).isNotEqualTo(fresh);
            assertThat(embedded.requests(Endpoint.JWKS)).hasSize(1);
            assertThat(embedded.requests(Endpoint.TOKEN)).hasSize(2);
        }

        @Test
        void should_ask_for_no_keys_where_no_id_token_comes_with_it() throws Exception {
            Token first = signIn();
            embedded.misbehave(Endpoint.TOKEN, Misbehaviour.NO_ID_TOKEN);
            Token old = new Token(
                    first.accessToken(),
                    "Bearer",
                    first.refreshToken(),
                    first.idToken(),
                    first.scopes(),
                    Set.of(),
                    first.issuedAt().plus(Duration.ofHours(1)),
                    null);
            assertThat(refresh(old).idToken()).isNull();
            assertThat(embedded.requests(Endpoint.JWKS)).isEmpty();
        }
    }

    @Nested
    class The_scopes_of_a_refresh {
        private String sent(int request) {
            return embedded.requests(Endpoint.TOKEN)
                    .get(request)
                    .parameter("scope")
                    .orElse("");
        }

        @Test
        void should_be_all_that_were_granted() throws Exception {
            refresh(signIn());
            assertThat(sent(0).split(" ")).containsExactlyInAnyOrderElementsOf(client.scopes());
        }

        @Test
        void should_be_left_out_for_a_provider_that_does_not_know_its_own_names_for_them() throws Exception {
            Token first = signIn();
            Token stale = new Token(
                    first.accessToken(),
                    "Bearer",
                    first.refreshToken(),
                    first.idToken(),
                    Set.of("openid", "an alias"),
                    first.requestedScopes(),
                    first.issuedAt(),
                    null);
            TokenEndpoint endpoint = endpoint(CLOCK);
            Token second = endpoint.refresh(stale, Set.of()).succeeding(stale);
            endpoint.refresh(second, Set.of());
            assertThat(sent(0)).contains("an alias");
            assertThat(sent(1)).isEmpty();
            assertThat(sent(2)).isEmpty();
            assertThat(embedded.requests(Endpoint.TOKEN)).hasSize(3);
        }

        @Test
        void should_be_what_the_answer_says() throws Exception {
            Token stale = signIn();
            embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().put("scope", "openid"));
            assertThat(refresh(stale).scopes()).containsExactly("openid");
            embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().remove("scope"));
            Token rotated = signIn();
            assertThat(refresh(rotated).scopes()).isEqualTo(rotated.scopes());
        }
    }
}
