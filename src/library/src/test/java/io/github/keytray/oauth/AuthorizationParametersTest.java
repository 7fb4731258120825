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
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application asks of the provider besides, and how it gets there. */
class AuthorizationParametersTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final StandInUser alice = StandInUser.called("alice");

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn(Client client) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()), client, Browser.of(alice::open), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    private Request asked(Endpoint endpoint) {
        return embedded.requests(endpoint).get(0);
    }

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
    class A_sign_in_of_limited_age {
        private final Client careful = Client.of("app").withParameter("max_age", "600");

        @Test
        void should_be_accepted_when_it_is_recent() throws Exception {
            assertThat(signIn(careful).idToken()).isNotNull();
            assertThat(asked(Endpoint.AUTHORIZATION).parameters()).containsEntry("max_age", "600");
        }

        @Test
        void should_be_refused_when_it_is_older() {
            claim("auth_time", Instant.now().getEpochSecond() - 700);
            assertThatThrownBy(() -> signIn(careful))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("too long ago");
        }

        @Test
        void should_be_refused_when_its_age_is_not_said() {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().ifPresent(token -> token.claims().remove("auth_time")));
            assertThatThrownBy(() -> signIn(careful))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("auth_time");
        }

        @Test
        void should_not_be_asked_for_in_words() {
            assertThatThrownBy(() -> Client.of("app").withParameter("max_age", "an hour"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        private void claim(String name, Object value) {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().ifPresent(token -> token.claims().put(name, value)));
        }
    }

    @Nested
    class A_way_to_prove_who_one_is {
        private Client asking(String acr) {
            return Client.of("app").withParameter("claims", "{\"id_token\":{\"acr\":" + acr + "}}");
        }

        private void says(String acr) {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().ifPresent(token -> token.claims().put("acr", acr)));
        }

        private void assertRefused(Client client) {
            assertThatThrownBy(() -> signIn(client))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("(acr)");
        }

        @Test
        void should_be_one_of_the_essential_ones() throws Exception {
            Client client = asking("{\"essential\":true,\"values\":[\"gold\",\"silver\"]}");
            assertRefused(client);
            says("bronze");
            assertRefused(client);
            says("silver");
            assertThat(signIn(client).idToken()).isNotNull();
        }

        @Test
        void should_be_the_essential_one() throws Exception {
            Client client = asking("{\"essential\":true,\"value\":\"gold\"}");
            says("silver");
            assertRefused(client);
            says("gold");
            assertThat(signIn(client).idToken()).isNotNull();
        }

        @Test
        void should_be_one_of_those_wished_for_where_only_that_is_essential() throws Exception {
            Client client = asking("{\"essential\":true}");
            assertRefused(client);
            says("bronze");
            assertThat(signIn(client).idToken()).isNotNull();
            assertRefused(client.withParameter("acr_values", "gold silver"));
            says("silver");
            assertThat(signIn(client.withParameter("acr_values", "gold silver")).idToken())
                    .isNotNull();
        }

        @Test
        void should_not_matter_where_it_is_only_a_wish() throws Exception {
            says("bronze");
            assertThat(signIn(Client.of("app").withParameter("acr_values", "gold"))
                            .idToken())
                    .isNotNull();
            assertThat(signIn(asking("{\"values\":[\"gold\"]}")).idToken()).isNotNull();
            assertThat(signIn(asking("null")).idToken()).isNotNull();
        }

        @Test
        void should_not_be_asked_for_in_words() {
            assertThatThrownBy(() -> Client.of("app").withParameter("claims", "gold, please"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("claims");
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

    @Nested
    class The_provider_s_session {
        private boolean end(Token token, Browser browser) throws GrantException, InterruptedException {
            return new Logout(Provider.of(embedded.issuer()), Client.of("app"), browser, Duration.ofMillis(500), CLOCK)
                    .endSession(token);
        }

        @Test
        void should_end_without_a_secret_in_any_address() throws Exception {
            Token token = signIn(Client.of("app"));
            StringBuilder addresses = new StringBuilder();
            assertThat(end(token, attempt -> {
                        addresses.append(attempt.uri());
                        return Browser.of(alice::open).open(attempt);
                    }))
                    .isTrue();
            assertThat(alice.lastPage())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .asString()
                    .contains("Signed out");
            Request request = embedded.visits(Endpoint.END_SESSION).get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.parameters()).isEqualTo(Map.of("client_id", "app", "id_token_hint", token.idToken()));
            assertThat(addresses + request.uri().toString()).doesNotContain(token.idToken());
        }

        @Test
        void should_end_on_a_page_of_this_computer_that_is_registered() throws Exception {
            Token token = signIn(Client.of("app"));
            Client client = Client.of("app").withPostLogoutRedirectUri(URI.create("http://127.0.0.1/signed-out"));
            Logout logout = new Logout(
                    Provider.of(embedded.issuer()), client, Browser.of(alice::open), Duration.ofSeconds(20), CLOCK);
            assertThat(logout.endSession(token)).isTrue();
            assertThat(alice.lastPage())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .asString()
                    .contains("You are signed out", "Your session at the provider has ended");
            assertThat(asked(Endpoint.END_SESSION)
                            .parameter("post_logout_redirect_uri")
                            .orElse(""))
                    .matches("http://127\\.0\\.0\\.1:\\d+/signed-out");
            assertThat(alice.lastAddress()).hasNoQuery();
        }

        @Test
        void should_have_ended_all_the_same_where_the_provider_keeps_the_browser() throws Exception {
            Token token = signIn(Client.of("app"));
            embedded.misbehave(Endpoint.END_SESSION, answer -> answer.instead(200, "text/html", "Signed out here"));
            Client client = Client.of("app").withPostLogoutRedirectUri(URI.create("http://127.0.0.1/signed-out"));
            Logout logout = new Logout(
                    Provider.of(embedded.issuer()), client, Browser.of(alice::open), Duration.ofSeconds(1), CLOCK);
            assertThat(logout.endSession(token)).isTrue();
        }

        @Test
        void should_end_by_get_without_the_id_token_where_the_provider_takes_nothing_else() throws Exception {
            Token token = signIn(Client.of("app"));
            embedded.misbehave(Dialect.CAS_6_END_SESSION_BY_GET);
            assertThat(end(token, Browser.of(alice::open))).isTrue();
            assertThat(alice.lastPage())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .asString()
                    .contains("0;url=" + embedded.uri(Endpoint.END_SESSION) + "?client_id=app")
                    .doesNotContain(String.valueOf(token.idToken()), "<form");
        }

        @Test
        void should_be_said_to_go_on_where_only_an_address_with_the_id_token_would_end_it() throws Exception {
            Token token = signIn(Client.of("app"));
            embedded.misbehave(answer -> {
                Dialect.CAS_6_END_SESSION_BY_GET.accept(answer);
                boolean bare = answer.request().parameter("id_token_hint").isEmpty();
                boolean get = answer.request().method().equals("GET");
                if (answer.endpoint() == Endpoint.END_SESSION && bare && get) answer.status(400);
            });
            int visits = alice.visits();
            assertThatThrownBy(() -> end(token, Browser.of(alice::open)))
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessageContaining("still knows you");
            assertThat(alice.visits()).isEqualTo(visits);
        }

        @Test
        void should_be_left_alone_where_it_cannot_be_ended() throws Exception {
            Token token = signIn(Client.of("app"));
            embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("end_session_endpoint"));
            int visits = alice.visits();
            assertThat(end(token, Browser.of(alice::open))).isFalse();
            assertThat(alice.visits()).isEqualTo(visits);
        }

        @Test
        void should_be_said_to_go_on_when_the_browser_stays_away() throws Exception {
            Token token = signIn(Client.of("app"));
            assertThatThrownBy(() -> end(token, attempt -> () -> {}))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("still knows you");
        }
    }
}
