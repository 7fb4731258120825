package io.github.keytray.swing;

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
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.StandInUser;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host's requests to a server that takes a token only with a proof (RFC 9449 §7). */
@Timeout(60)
class AuthorizedRequestTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final User ALICE = new User("sub-alice", "alice");

    private final HttpClient http = HttpClient.newHttpClient();
    private final MemoryUserStore store = new MemoryUserStore();
    private EmbeddedProvider embedded = start(false);

    private static EmbeddedProvider start(boolean nonces) {
        EmbeddedProviderBuilder builder = EmbeddedProvider.builder()
                .client(RegisteredClient.of("bound").bindingTokens())
                .resource("orders", person -> "{\"of\":\"" + person.username() + "\"}");
        return nonces ? builder.requireNonces().start() : builder.start();
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Session session(String clientId) throws Exception {
        Provider provider = Provider.of(embedded.issuer());
        Client client = Client.of(clientId);
        Token token = new AuthorizationCodeGrant(
                        provider, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
        return session(provider, client, token);
    }

    private Session session(Provider provider, Client client, Token token) throws Exception {
        StoredUser user = new StoredUser(ALICE, token);
        store.putDefaultUser(user);
        TokenEndpoint endpoint = new TokenEndpoint(provider, client, CLOCK);
        RefreshGrant refresh = new RefreshGrant(endpoint, request -> {
            throw new GrantException.InteractionRequired("Please sign in.");
        });
        AutoLoginGrant grant = new AutoLoginGrant(store, one -> true, one -> ALICE, refresh, CLOCK);
        return new Session(
                SwingSignIn.builder()
                        .issuer(embedded.issuer())
                        .clientId(client.id())
                        .build(),
                new SignInParts(
                        new BrokerGrant(null, grant),
                        store,
                        endpoint,
                        new Logout(provider, client, Browser.of(page -> {}), Duration.ofSeconds(1), CLOCK),
                        CLOCK),
                Workers.daemons(),
                user);
    }

    private URI orders() {
        return URI.create(embedded.resource("orders") + "?page=2");
    }

    private HttpResponse<String> get(Session session) throws Exception {
        HttpRequest request =
                session.authorize(HttpRequest.newBuilder(orders())).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpURLConnection connection(Session session) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) orders().toURL().openConnection();
        session.authorize(connection);
        return connection;
    }

    @Test
    void should_have_a_proof_each() throws Exception {
        Session session = session("bound");
        for (int i = 0; i < 2; i++) {
            assertThat(get(session).body()).isEqualTo("{\"of\":\"alice\"}");
            assertThat(connection(session).getResponseCode()).isEqualTo(200);
        }
        assertThat(embedded.requests(Endpoint.RESOURCE))
                .extracting(request -> request.header("DPoP").orElseThrow())
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void should_name_the_method() throws Exception {
        Session session = session("bound");
        HttpRequest.Builder post = HttpRequest.newBuilder(orders()).POST(HttpRequest.BodyPublishers.ofString("{}"));
        HttpRequest request =
                session.authorizeAsync(post).get(20, TimeUnit.SECONDS).build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    /** {@link HttpURLConnection} sends a POST where it has a body and no method was set. */
    @Test
    void should_name_the_method_that_a_body_makes_of_it() throws Exception {
        Session session = session("bound");
        HttpURLConnection connection = (HttpURLConnection) orders().toURL().openConnection();
        connection.setDoOutput(true);
        session.authorize(connection);
        connection.getOutputStream().write('1');
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(embedded.requests(Endpoint.RESOURCE).get(0).method()).isEqualTo("POST");
    }

    @Test
    void should_bring_the_nonce_that_the_server_wants() throws Exception {
        embedded.close();
        embedded = start(true);
        Session session = session("bound");
        HttpResponse<String> refused = get(session);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(session.acceptNonce(refused)).as("send it once more").isTrue();
        HttpResponse<String> answer = get(session);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(session.acceptNonce(answer)).as("it was not refused").isFalse();
        HttpURLConnection next = connection(session);
        assertThat(next.getResponseCode()).isEqualTo(200);
        assertThat(session.acceptNonce(next)).isFalse();
        assertThat(connection(session).getResponseCode()).isEqualTo(200);
    }

    /** Two requests of two threads, which lack the same nonce. */
    @Test
    void should_send_each_request_once_more_that_lacked_the_nonce() throws Exception {
        Session session = session("bound");
        embedded.misbehave(
                Endpoint.RESOURCE,
                answer -> answer.instead(401, "text/plain", "").header("DPoP-Nonce", "n1"));
        HttpResponse<String> first = get(session);
        HttpResponse<String> second = get(session);
        HttpURLConnection third = connection(session);
        assertThat(third.getResponseCode()).isEqualTo(401);
        assertThat(session.acceptNonce(first)).isTrue();
        assertThat(session.acceptNonce(second)).isTrue();
        assertThat(session.acceptNonce(third)).isTrue();
        assertThat(session.acceptNonce(get(session)))
                .as("the same again helps nothing")
                .isFalse();
        HttpURLConnection again = connection(session);
        assertThat(again.getResponseCode()).isEqualTo(401);
        assertThat(session.acceptNonce(again)).isFalse();
    }

    @Test
    void should_be_as_ever_where_tokens_are_not_bound() throws Exception {
        Session session = session("app");
        assertThat(get(session).statusCode()).isEqualTo(200);
        assertThat(embedded.requests(Endpoint.RESOURCE).get(0).headers()).doesNotContainKey("dpop");
        HttpRequest.Builder withoutAddress = HttpRequest.newBuilder();
        assertThat(session.authorize(withoutAddress)).isSameAs(withoutAddress);
    }

    /** As it is with a token from the tray, which keeps the key. */
    @Test
    void should_not_be_proved_on_the_event_dispatch_thread_where_the_key_is_elsewhere() throws Exception {
        Session signedIn = session("bound");
        Token withoutKey = new BrokerResponse.Granted(ALICE, signedIn.token()).token();
        assertThat(withoutKey.dpopKey()).isNull();
        StoredUser kept = store.getUser(ALICE.id()).orElseThrow();
        Session session = session(Provider.of(embedded.issuer()), Client.of("bound"), withoutKey);
        store.putDefaultUser(kept);
        HttpRequest.Builder request = HttpRequest.newBuilder(orders());
        SwingUtilities.invokeAndWait(() -> assertThatThrownBy(() -> session.authorize(request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("authorizeAsync"));
        assertThat(get(session).statusCode())
                .as("with the key from the keychain")
                .isEqualTo(200);
    }
}
