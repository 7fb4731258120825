package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.testkit.Dialect;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The provider's own session ends in the person's browser, without a secret in any address. */
class LogoutTest extends ClientTestBase {
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
