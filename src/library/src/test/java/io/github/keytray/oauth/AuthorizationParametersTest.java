package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.AuthorizationDialect;
import io.github.keytray.testkit.Dialect;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application asks of the provider besides, and how it gets there. */
class AuthorizationParametersTest extends ClientTestBase {
    @Nested
    class An_application {
        @Test
        void should_be_able_to_say_more() throws Exception {
            String claims = "{\"id_token\":{\"acr\":{\"essential\":false}}}";
            signIn(Client.of("app")
                    .withParameter("acr_values", "gold silver")
                    .withParameter("claims", claims)
                    .withParameter("resource", "https://orders.acme.example/")
                    .withParameter("prompt", "login"));
            assertThat(asked(Endpoint.AUTHORIZATION).parameters())
                    .containsEntry("acr_values", "gold silver")
                    .containsEntry("claims", claims)
                    .containsEntry("resource", "https://orders.acme.example/")
                    .containsEntry("prompt", "consent login");
        }

        @ParameterizedTest
        @ValueSource(strings = {"state", "nonce", "redirect_uri", "code_challenge", "request_uri"})
        void should_not_be_able_to_weaken_the_request(String name) {
            assertThatThrownBy(() -> Client.of("app").withParameter(name, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
    }

    @Nested
    class An_answer_in_a_form {
        @Test
        void should_be_taken_when_it_was_asked_for() throws Exception {
            embedded.misbehave(AuthorizationDialect.FORM_POST);
            assertThat(signIn(Client.of("app").withParameter("response_mode", "form_post"))
                            .idToken())
                    .isNotNull();
            assertThat(asked(Endpoint.AUTHORIZATION).parameters()).containsEntry("response_mode", "form_post");
            assertThat(alice.lastPage())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .asString()
                    .contains("You are signed in");
        }

        @Test
        void should_be_taken_when_it_comes_by_itself() throws Exception {
            embedded.misbehave(AuthorizationDialect.FORM_POST);
            assertThat(signIn(Client.of("app")).idToken()).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"fragment", "query.jwt", ""})
        void should_not_be_asked_for_in_a_mode_that_is_not_read(String mode) {
            assertThatThrownBy(() -> Client.of("app").withParameter("response_mode", mode))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("response_mode");
        }
    }

    @Nested
    class A_resource {
        private static final String ORDERS = "https://orders.acme.example/";
        private static final String STOCK = "urn:acme:stock";
        private final Client client = Client.of("app").withParameter("resource", ORDERS + " " + STOCK);

        @Test
        void should_be_named_wherever_a_token_is_asked_for() throws Exception {
            Token token = signIn(client);
            new TokenEndpoint(Provider.of(embedded.issuer()), client, CLOCK).refresh(token, Set.of());
            assertThat(asked(Endpoint.AUTHORIZATION).resources()).containsExactly(ORDERS, STOCK);
            assertThat(embedded.requests(Endpoint.TOKEN))
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.resources()).containsExactly(ORDERS, STOCK));
        }

        @Test
        void should_be_named_on_another_device() throws Exception {
            new DeviceGrant(
                            Provider.of(embedded.issuer()),
                            client,
                            attempt -> Browser.of(alice::open).open(attempt),
                            Duration.ofSeconds(20),
                            CLOCK,
                            (end, time) -> {
                                Thread.sleep(50);
                                return end.isDone();
                            })
                    .fetchToken(TokenRequest.interactive());
            assertThat(asked(Endpoint.DEVICE_AUTHORIZATION).resources()).containsExactly(ORDERS, STOCK);
            assertThat(embedded.requests(Endpoint.TOKEN))
                    .allSatisfy(request -> assertThat(request.resources()).containsExactly(ORDERS, STOCK));
        }

        @Test
        void should_not_be_named_where_there_is_none() throws Exception {
            signIn(Client.of("app"));
            assertThat(embedded.requests())
                    .allSatisfy(request -> assertThat(request.parameters()).doesNotContainKey("resource"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"orders", "https://acme.example/#orders", "https://acme.example/ ://"})
        void should_be_an_absolute_uri(String resource) {
            assertThatThrownBy(() -> Client.of("app").withParameter("resource", resource))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Not a resource");
        }
    }

    @Nested
    class A_refresh {
        @Test
        void should_name_the_scopes_that_were_granted() throws Exception {
            Client client = Client.of("app").withScopes(Set.of("openid", "offline_access", "api://app/access"));
            Token token = signIn(client);
            embedded.forgetRequests();
            embedded.misbehave(Dialect.ENTRA_ID_REFRESH_WANTS_SCOPE);
            TokenEndpoint endpoint = new TokenEndpoint(Provider.of(embedded.issuer()), client, CLOCK);
            assertThat(endpoint.refresh(token, Set.of()).accessToken()).isNotEqualTo(token.accessToken());
            assertThat(asked(Endpoint.TOKEN).parameter("scope")).contains("api://app/access offline_access openid");
        }
    }

    @Nested
    class A_pushed_request {
        @Test
        void should_show_the_browser_nothing_but_its_name() throws Exception {
            restart();
            signIn(Client.of("app").withParameter("resource", "https://orders.acme.example/ urn:acme:stock"));
            assertThat(asked(Endpoint.AUTHORIZATION).parameters()).containsOnlyKeys("client_id", "request_uri");
            assertThat(asked(Endpoint.PUSHED_REQUEST).parameters())
                    .containsKeys("state", "nonce", "code_challenge", "redirect_uri", "scope", "resource")
                    .containsEntry("client_id", "app")
                    .containsEntry("response_type", "code");
            assertThat(asked(Endpoint.PUSHED_REQUEST).resources())
                    .containsExactly("https://orders.acme.example/", "urn:acme:stock");
        }

        @Test
        void should_not_be_made_where_nobody_requires_it() throws Exception {
            signIn(Client.of("app"));
            assertThat(embedded.requests(Endpoint.PUSHED_REQUEST)).isEmpty();
        }

        @Test
        void should_be_refused_with_the_providers_own_words() {
            restart();
            embedded.misbehave(
                    Endpoint.PUSHED_REQUEST,
                    answer -> answer.instead(400, "application/json", "{\"error\":\"invalid_scope\"}"));
            assertThatThrownBy(() -> signIn(Client.of("app"))).isInstanceOf(GrantException.Rejected.class);
            assertThat(alice.visits()).isZero();
        }

        @Test
        void should_be_possible_where_it_is_required() {
            restart();
            for (String missing : new String[] {"request_uri", "pushed_authorization_request_endpoint"}) {
                embedded.misbehave(answer -> answer.json().remove(missing));
                assertThatThrownBy(() -> signIn(Client.of("app"))).isInstanceOf(GrantException.Untrusted.class);
            }
            assertThat(alice.visits()).isZero();
        }

        private void restart() {
            embedded.close();
            embedded = EmbeddedProvider.builder().requirePushedRequests().start();
        }
    }
}
