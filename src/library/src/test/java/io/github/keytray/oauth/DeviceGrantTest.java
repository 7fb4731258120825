package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.DeviceDialect;
import io.github.keytray.testkit.Dialect;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser.Does;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Device authorization against a provider whose clock, like the grant's, goes on only while the grant pauses. */
class DeviceGrantTest extends DeviceTestBase {
    private void answerOnce(String error) {
        embedded.misbehaveOnce(
                Endpoint.TOKEN, answer -> answer.instead(400, "application/json", "{\"error\":\"" + error + "\"}"));
    }

    @Test
    void should_assume_a_life_and_a_pace_where_the_provider_says_none() throws Exception {
        embedded.misbehave(Dialect.MITREID_1_DEVICE);
        does(Does.LOGIN, 0);
        assertThat(grant().fetchToken(SIGN_IN).accessToken()).startsWith("at-");
        assertThat(shown)
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.deadline()).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(5))));
    }

    @Nested
    class Scopes_that_are_refused {
        private List<String> asked() {
            return embedded.requests(Endpoint.DEVICE_AUTHORIZATION).stream()
                    .map(Request::parameters)
                    .map(parameters -> parameters.get("scope"))
                    .toList();
        }

        private void refuse(String... known) {
            Set<String> scopes = Set.of(known);
            embedded.misbehave(Endpoint.DEVICE_AUTHORIZATION, answer -> {
                String asked = answer.request().parameter("scope").orElse("");
                if (scopes.containsAll(List.of(asked.split(" ")))) return;
                answer.instead(400, "application/json", "{\"error\":\"invalid_scope\"}");
            });
        }

        @Test
        void should_not_be_asked_for_where_the_provider_plainly_lacks_them() throws Exception {
            embedded.misbehave(
                    Endpoint.DISCOVERY, answer -> answer.json().put("scopes_supported", List.of("openid", "profile")));
            does(Does.LOGIN, 0);
            grant().fetchToken(SIGN_IN);
            assertThat(asked()).containsExactly("openid profile");
        }

        @Test
        void should_be_left_out_before_the_person_starts_when_they_were_only_our_default() throws Exception {
            refuse("openid", "orders");
            does(Does.LOGIN, 0);
            assertThat(grant().fetchToken(SIGN_IN.scopes("orders")).idToken()).isNotNull();
            assertThat(asked()).containsExactly("email offline_access openid orders profile", "openid orders");
            assertThat(shown).hasSize(1);
        }

        @Test
        void should_be_named_when_somebody_chose_them() {
            refuse("openid");
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN.scopes("orders")))
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessageContaining("openid orders")
                    .hasMessageContaining("--scope");
            assertThat(shown).isEmpty();
        }
    }

    @Nested
    class A_person_with_another_device {
        @Test
        void should_be_signed_in_once_they_have_agreed_there() throws Exception {
            does(Does.LOGIN, 2);
            Token token = grant().fetchToken(SIGN_IN);
            assertThat(token.refreshToken()).startsWith("rt-");
            assertThat(new UserInfoFetcher(Provider.of(embedded.issuer())).fetchUser(token))
                    .isEqualTo(new User("sub-alice", "alice"));
            assertThat(pauses).containsExactly(seconds(5), seconds(5), seconds(5));
            assertThat(closed).hasValue(true);
        }

        @Test
        void should_see_the_page_the_code_and_how_long_it_is_good_for() throws Exception {
            Instant start = now;
            does(Does.LOGIN, 0);
            grant().fetchToken(SIGN_IN.scopes("orders"));
            DeviceAuthorization attempt = shown.get(0);
            assertThat(attempt.verificationUri()).isEqualTo(embedded.uri(Endpoint.DEVICE));
            assertThat(attempt.userCode()).matches("[A-Z]{8}");
            assertThat(attempt.uri())
                    .isEqualTo(URI.create(attempt.verificationUri() + "?user_code=" + attempt.userCode()));
            assertThat(attempt.deadline()).isEqualTo(start.plus(TIMEOUT));
            assertThat(embedded.requests(Endpoint.DEVICE_AUTHORIZATION).get(0).parameters())
                    .containsEntry("client_id", "app")
                    .hasEntrySatisfying("scope", scope -> assertThat(scope).contains("openid", "orders"));
        }

        @Test
        void should_be_able_to_decline_there() {
            does(Does.DENY, 0);
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("declined");
            assertThat(closed).hasValue(true);
        }

        @Test
        void should_say_that_openid_alone_may_not_be_enough_for_a_device() {
            does(Does.DENY, 0);
            Client client = Client.of("app").withScopes(Set.of("openid"));
            assertThatThrownBy(() -> grant(client).fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContainingAll("declined", "--scope \"openid profile\"");
        }

        @Test
        void should_be_able_to_cancel_here() {
            person = DeviceAuthorization::cancel;
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("cancelled");
            assertThat(embedded.requests(Endpoint.TOKEN)).isEmpty();
            assertThat(closed).hasValue(true);
        }

        @Test
        void should_not_have_for_ever() {
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("not used in time");
            assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(TIMEOUT);
        }

        @Test
        void should_not_be_bothered_by_a_silent_request() {
            assertThatThrownBy(() -> grant().fetchToken(TokenRequest.silent()))
                    .isInstanceOf(GrantException.InteractionRequired.class);
            assertThat(embedded.requests()).isEmpty();
        }
    }

    @Nested
    class A_provider {
        @Test
        void should_be_asked_more_slowly_when_it_wishes() throws Exception {
            answerOnce("slow_down");
            answerOnce("slow_down");
            does(Does.LOGIN, 3);
            grant().fetchToken(SIGN_IN);
            assertThat(pauses).containsExactly(seconds(5), seconds(10), seconds(15), seconds(15));
        }

        @Test
        void should_be_asked_on_through_an_outage() throws Exception {
            embedded.misbehaveOnce(Endpoint.TOKEN, Misbehaviour.SERVER_ERROR);
            embedded.misbehaveOnce(Endpoint.TOKEN, Misbehaviour.HTML);
            does(Does.LOGIN, 2);
            grant().fetchToken(SIGN_IN);
            assertThat(pauses).containsExactly(seconds(5), seconds(10), seconds(20));
        }

        @Test
        void should_be_able_to_end_the_code() {
            answerOnce("expired_token");
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("not used in time");
        }

        @Test
        void should_be_said_to_offer_nothing_of_the_kind() throws Exception {
            assertThat(grant().isOffered()).isTrue();
            embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("device_authorization_endpoint"));
            assertThat(grant().isOffered()).isFalse();
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessageContaining("browser of this computer");
        }

        @ParameterizedTest
        @CsvSource({
            "device_code, ''",
            "user_code, ''",
            "user_code, 'ONE\nTWO'",
            "verification_uri, 'javascript:alert(1)'",
            "verification_uri, 'http://stranger.example/device'",
            "expires_in, soon",
        })
        void should_not_send_people_astray(String member, String value) {
            embedded.misbehave(
                    Endpoint.DEVICE_AUTHORIZATION, answer -> answer.json().put(member, value));
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN)).isInstanceOf(GrantException.Untrusted.class);
            assertThat(shown).isEmpty();
        }

        @Test
        void should_be_able_to_do_without_a_page_that_knows_the_code() throws Exception {
            embedded.misbehave(Endpoint.DEVICE_AUTHORIZATION, answer -> {
                answer.json().put("verification_uri_complete", "javascript:alert(1)");
                answer.json().remove("interval");
            });
            person = attempt -> {
                assertThat(attempt.uri()).isEqualTo(attempt.verificationUri());
                attempt.cancel();
            };
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN)).isInstanceOf(GrantException.Cancelled.class);
            assertThat(pauses).containsExactly(seconds(5));
        }

        @Test
        void should_say_who_signed_in() {
            embedded.misbehave(Misbehaviour.BAD_SIGNATURE);
            does(Does.LOGIN, 0);
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN)).isInstanceOf(GrantException.Untrusted.class);
        }
    }

    @Nested
    class The_request {
        private void signIn() throws Exception {
            does(Does.LOGIN, 0);
            grant().fetchToken(SIGN_IN);
        }

        @Test
        void should_carry_a_challenge_that_its_verifier_meets() throws Exception {
            embedded.misbehave(DeviceDialect.KEYCLOAK_26_PKCE_REQUIRED);
            signIn();
            Request asked = embedded.requests(Endpoint.DEVICE_AUTHORIZATION).get(0);
            assertThat(asked.parameters()).containsEntry("code_challenge_method", "S256");
            Request redeemed = embedded.requests(Endpoint.TOKEN).get(0);
            String verifier = redeemed.parameter("code_verifier").orElse("");
            assertThat(asked.parameter("code_challenge")).contains(Pkce.challenge(verifier));
        }

        @Test
        void should_never_be_made_again_without_the_challenge() {
            embedded.misbehave(DeviceDialect.PKCE_REFUSED);
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN)).isInstanceOf(GrantException.Rejected.class);
            assertThat(embedded.requests(Endpoint.DEVICE_AUTHORIZATION)).hasSize(1);
            assertThat(shown).isEmpty();
        }

        @Test
        void should_say_a_response_type_where_one_is_wanted() throws Exception {
            embedded.misbehave(DeviceDialect.OPENAM_16_RESPONSE_TYPE);
            signIn();
            List<Request> asked = embedded.requests(Endpoint.DEVICE_AUTHORIZATION);
            assertThat(asked).hasSize(2);
            assertThat(asked.get(0).parameters()).doesNotContainKey("response_type");
            assertThat(asked.get(1).parameters()).containsKeys("response_type", "code_challenge", "scope");
        }
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
