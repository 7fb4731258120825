package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.AuthorizationDialect;
import io.github.keytray.testkit.Dialect;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.OutgoingResponse;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a provider did not sign somebody in, as the browser brings it back. */
class RefusedTest {
    private final StandInUser alice = StandInUser.called("alice");
    private EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private Client client = Client.of("app");
    private Provider provider = Provider.of(embedded.issuer());

    @AfterEach
    void stop() {
        embedded.close();
    }

    private void restart(EmbeddedProviderBuilder setup) {
        embedded.close();
        embedded = setup.start();
        provider = Provider.of(embedded.issuer());
    }

    private AuthorizationCodeGrant grant(Browser browser, Duration timeout) {
        return new AuthorizationCodeGrant(provider, client, browser, timeout, InstantSource.system());
    }

    private GrantException refused() {
        return catchThrowableOfType(
                GrantException.class,
                () -> grant(Browser.of(alice::open), Duration.ofSeconds(20)).fetchToken(TokenRequest.interactive()));
    }

    private static Consumer<OutgoingResponse> error(String error, String description) {
        return answer -> {
            if (answer.redirect().remove("code") == null) return;
            answer.redirect().put("error", error);
            answer.redirect().put("error_description", description);
        };
    }

    private String page() throws Exception {
        return alice.lastPage().get(5, TimeUnit.SECONDS);
    }

    @Nested
    class A_denial {
        @Test
        void should_be_told_with_its_reason() throws Exception {
            embedded.misbehave(Dialect.AUTH0_RULE_DENIES);
            assertThat(refused())
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessage("127.0.0.1 denied the sign-in: Please verify your email before logging in. "
                            + "Nothing was changed.");
            assertThat(page()).contains("<q>Please verify your email before logging in.</q>");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "The resource owner or authorization server denied the request",
                    "User denied consent",
                    "The user has refused to grant access.",
                    "AADSTS65004: User declined to consent to access the app."
                })
        void should_be_the_persons_own_where_it_says_so(String description) {
            embedded.misbehave(error("access_denied", description));
            assertThat(refused()).isInstanceOf(GrantException.Cancelled.class).hasMessageContaining(description);
        }

        @Test
        void should_be_the_persons_own_where_consent_is_missing() {
            embedded.misbehave(Dialect.LEMONLDAP_2_PERSON_REFUSES);
            assertThat(refused()).isInstanceOf(GrantException.Cancelled.class).hasMessageContaining("declined");
        }

        @Test
        void should_be_no_code_in_the_page() throws Exception {
            embedded.misbehave(error("access_denied", "<script>alert(1)</script>\"'&amp;"));
            refused();
            assertThat(page()).contains("&lt;script&gt;").doesNotContain("<script");
        }

        /** LemonLDAP::NG, of a client without a signing algorithm. */
        @Test
        void should_not_send_people_to_try_a_lasting_fault_again_for_ever() {
            embedded.misbehave(error("server_error", "Server error"));
            assertThat(refused())
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessage(
                            "127.0.0.1 cannot answer at the moment (Server error). Try again later. If it goes on, tell its"
                                    + " administrators: the registration of this application may lack something.");
        }

        @Test
        void should_be_told_from_an_outage_that_has_a_reason_too() throws Exception {
            embedded.misbehave(error("temporarily_unavailable", "Maintenance until 18:00"));
            assertThat(refused())
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("at the moment (Maintenance until 18:00)");
            assertThat(page()).contains("<q>Maintenance until 18:00</q>");
        }
    }

    @Test
    void should_be_told_when_the_issuer_was_left_out_of_the_answer() {
        embedded.misbehave(Dialect.KEYCLOAK_26_EXCLUDES_ISSUER);
        assertThat(refused())
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("does not say which provider it comes from")
                .hasMessageNotContaining("another provider");
    }

    @Nested
    class Scopes_that_are_refused {
        private List<String> asked() {
            return embedded.requests(Endpoint.AUTHORIZATION).stream()
                    .map(Request::parameters)
                    .map(parameters -> parameters.get("scope"))
                    .toList();
        }

        @Test
        void should_not_be_asked_for_where_the_provider_plainly_lacks_them() {
            restart(EmbeddedProvider.builder().scopes("openid", "profile"));
            embedded.misbehave(
                    Endpoint.DISCOVERY, answer -> answer.json().put("scopes_supported", List.of("openid", "profile")));
            assertThat(refused()).isNull();
            assertThat(asked()).containsExactly("openid profile");
        }

        @Test
        void should_be_left_out_when_they_were_only_our_default() {
            restart(EmbeddedProvider.builder().scopes("openid", "orders"));
            assertThatSignsIn(TokenRequest.interactive().scopes("orders"));
            assertThat(asked()).containsExactly("email offline_access openid orders profile", "openid orders");
            assertThat(alice.visits()).as("tabs").isEqualTo(1);
            embedded.forgetRequests();
            assertThatSignsIn(TokenRequest.interactive().scopes("orders"));
            assertThat(asked()).containsExactly("openid orders");
        }

        @Test
        void should_be_left_out_when_a_person_signs_in_again_with_all_that_was_asked_before() {
            restart(EmbeddedProvider.builder().scopes("openid"));
            assertThatSignsIn(TokenRequest.interactive().scopes("openid", "profile", "email", "offline_access"));
            assertThat(asked()).containsExactly("email offline_access openid profile", "openid");
        }

        @Test
        void should_be_left_out_in_the_same_tab_of_a_pushed_request_too() {
            restart(EmbeddedProvider.builder().scopes("openid"));
            embedded.misbehave(AuthorizationDialect.KEYCLOAK_26_PUSHED_REQUESTS_FOR_ONE_CLIENT);
            assertThatSignsIn(TokenRequest.interactive());
            assertThat(alice.visits()).as("tabs").isEqualTo(1);
        }

        private void assertThatSignsIn(TokenRequest request) {
            assertThat(catchThrowableOfType(
                            GrantException.class,
                            () -> grant(Browser.of(alice::open), Duration.ofSeconds(20))
                                    .fetchToken(request)))
                    .isNull();
        }

        @Test
        void should_be_named_when_somebody_chose_them() {
            restart(EmbeddedProvider.builder().scopes("openid"));
            client = Client.of("app").withScopes(Set.of("openid", "orders"));
            GrantException problem = refused();
            assertThat(problem)
                    .isInstanceOfSatisfying(
                            GrantException.Rejected.class,
                            refusal -> assertThat(refusal.error()).contains("invalid_scope"))
                    .hasMessageContaining("openid orders")
                    .hasMessageContaining("--scope");
            assertThat(asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:0/callback, wants a fixed one",
        "http://127.0.0.1:21907/back, http://127.0.0.1:21907/back was sent"
    })
    void should_be_told_where_the_browser_was_to_come_back(URI configured, String advice) {
        client = client.withRedirectUri(configured.getPort() == 0 ? null : configured);
        assertThatThrownBy(
                        () -> grant(attempt -> () -> {}, Duration.ofMillis(50)).fetchToken(TokenRequest.interactive()))
                .isInstanceOf(GrantException.Cancelled.class)
                .hasMessageContaining("took too long")
                .hasMessageContaining(advice)
                .hasMessageContaining("exactly");
    }
}
