package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.OutgoingResponse;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What userinfo decides: a name where an ID token says who signed in, and everything where none does. */
class UserInfoTest {
    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final UserInfoFetcher fetcher = new UserInfoFetcher(Provider.of(embedded.issuer()));

    @SuppressWarnings("NullAway.Init") // each group of tests signs somebody in first
    private Token token;

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn(String... scopes) throws Exception {
        return new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()),
                        Client.of("app").withScopes(Set.of(scopes)),
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        InstantSource.system())
                .fetchToken(TokenRequest.interactive());
    }

    private void answer(int status, String type, String body) {
        embedded.misbehave(Endpoint.USERINFO, answer -> answer.instead(status, type, body));
    }

    @Nested
    class Of_a_person_whom_the_id_token_names {
        @BeforeEach
        void signAliceIn() throws Exception {
            token = signIn("openid", "profile");
        }

        @ParameterizedTest
        @CsvSource({
            "401, application/json, '{\"error\":\"invalid_token\"}'",
            "401, text/html, ''",
            "403, text/html, '<h1>Forbidden</h1>'",
            "404, text/html, ''",
            "405, text/html, ''",
            "429, text/plain, ''",
            "500, text/plain, ''",
            "200, application/json, ''",
            "200, application/json, '[]'",
            "200, text/html, '<title>Welcome</title>'",
            "200, application/jwt, 'neither.signed'",
            "302, text/html, ''"
        })
        void should_cost_a_nicer_name_at_most(int status, String type, String body) throws Exception {
            answer(status, type, body);
            assertThat(fetcher.fetchUser(token)).isEqualTo(new User("sub-alice", "alice"));
            assertThat(embedded.requests(Endpoint.USERINFO)).hasSize(1);
        }

        @Test
        void should_still_contradict_it() {
            embedded.misbehave(Misbehaviour.OTHER_SUB_IN_USERINFO);
            assertThatThrownBy(() -> fetcher.fetchUser(token)).isInstanceOf(GrantException.Untrusted.class);
        }

        @Test
        void should_not_be_forged() {
            embedded.misbehave(Endpoint.USERINFO, answer -> answer.signed().forged());
            assertThatThrownBy(() -> fetcher.fetchUser(token)).isInstanceOf(GrantException.Untrusted.class);
        }

        @Test
        void should_not_be_believed_when_it_is_signed_for_another_client() throws Exception {
            embedded.misbehave(Endpoint.USERINFO, answer -> signedFor(answer, "another-app"));
            assertThatThrownBy(() -> fetcher.fetchUser(token))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("is meant for somebody else");
            embedded.misbehave(Endpoint.USERINFO, answer -> signedFor(answer, "app"));
            assertThat(fetcher.fetchUser(token)).isEqualTo(new User("sub-alice", "alice.signed"));
        }

        /** Apereo CAS 6.6. */
        @Test
        void should_be_read_where_it_is_nested() throws Exception {
            embedded.misbehave(Endpoint.USERINFO, UserInfoTest::nested);
            assertThat(fetcher.fetchUser(token)).isEqualTo(new User("sub-alice", "alice.cas"));
        }

        @Test
        void should_say_whether_the_access_token_is_still_valid() throws Exception {
            assertThat(fetcher.confirmUser(token).id()).isEqualTo("sub-alice");
            embedded.endAllSignIns();
            assertThat(refusal()).contains("invalid_token");
        }
    }

    @Nested
    class Of_a_person_whom_nothing_else_names {
        @BeforeEach
        void signAliceIn() throws Exception {
            token = signIn("profile");
            assertThat(token.idToken()).isNull();
        }

        @Test
        void should_name_them() throws Exception {
            assertThat(fetcher.fetchUser(token)).isEqualTo(new User("sub-alice", "alice"));
            embedded.misbehave(Endpoint.USERINFO, UserInfoTest::nested);
            assertThat(fetcher.fetchUser(token)).isEqualTo(new User("sub-alice", "alice.cas"));
        }

        @ParameterizedTest
        @CsvSource({"401, ''", "401, '{\"error\":\"Unauthorized\"}'", "400, '{\"error\":\"invalid_token\"}'"})
        void should_condemn_an_access_token_only_by_name_or_401(int status, String body) {
            answer(status, "application/json", body);
            assertThat(refusal()).contains("invalid_token");
        }

        @ParameterizedTest
        @CsvSource({"403, ''", "404, ''", "405, '<h1>No</h1>'", "403, '{\"error\":\"insufficient_scope\"}'"})
        void should_condemn_nothing_by_another_refusal(int status, String body) {
            answer(status, "text/html", body);
            assertThat(refusal()).doesNotContain("invalid_token");
        }

        @Test
        void should_be_asked_again_later_after_a_rate_limit() {
            answer(403, "application/json", "{\"message\":\"API rate limit exceeded for user ID 7.\"}");
            assertThatThrownBy(() -> fetcher.confirmUser(token)).isInstanceOf(GrantException.Unreachable.class);
        }
    }

    private String refusal() {
        return catchThrowableOfType(GrantException.Rejected.class, () -> fetcher.confirmUser(token))
                .error()
                .orElse("");
    }

    private void signedFor(OutgoingResponse answer, String audience) {
        answer.json().put("iss", embedded.issuer());
        answer.json().put("aud", audience);
        answer.json().put("preferred_username", "alice.signed");
        answer.signed();
    }

    private static void nested(OutgoingResponse answer) {
        answer.json().clear();
        answer.json().put("sub", "sub-alice");
        answer.json().put("service", "app");
        answer.json().put("attributes", Map.of("preferred_username", "alice.cas", "groups", List.of("staff")));
    }
}
