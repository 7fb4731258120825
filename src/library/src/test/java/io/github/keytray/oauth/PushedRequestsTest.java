package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.AuthorizationDialect;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that wants pushed requests of one client, and says so only when it refuses the plain one. */
class PushedRequestsTest {
    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final Provider provider = Provider.of(embedded.issuer());
    private final StandInUser alice = StandInUser.called("alice");

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn() throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        provider,
                        Client.of("app"),
                        Browser.of(alice::open),
                        Duration.ofSeconds(20),
                        InstantSource.system())
                .fetchToken(TokenRequest.interactive());
    }

    @Test
    void should_get_one_in_the_same_tab_when_it_refuses_the_plain_request() throws Exception {
        embedded.misbehave(AuthorizationDialect.KEYCLOAK_26_PUSHED_REQUESTS_FOR_ONE_CLIENT);
        assertThat(signIn().idToken()).isNotNull();
        assertThat(alice.visits()).isEqualTo(1);
        assertThat(alice.lastPage().get(5, TimeUnit.SECONDS)).contains("You are signed in");
        assertThat(embedded.requests(Endpoint.PUSHED_REQUEST)).hasSize(1);
        assertThat(embedded.requests(Endpoint.AUTHORIZATION)).hasSize(2);
    }

    @Test
    void should_get_one_at_once_from_then_on() throws Exception {
        embedded.misbehave(AuthorizationDialect.KEYCLOAK_26_PUSHED_REQUESTS_FOR_ONE_CLIENT);
        signIn();
        embedded.forgetRequests();
        signIn();
        assertThat(embedded.requests(Endpoint.AUTHORIZATION)).hasSize(1);
        assertThat(embedded.requests(Endpoint.PUSHED_REQUEST)).hasSize(1);
    }

    @Test
    void should_be_refused_in_its_own_words_when_that_was_not_it() {
        embedded.misbehave(AuthorizationDialect.INVALID_REQUEST);
        assertThatThrownBy(this::signIn)
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("Missing parameter: x");
        assertThat(embedded.requests(Endpoint.PUSHED_REQUEST)).hasSize(1);
        assertThat(provider.wantsPushedRequests("app")).isFalse();
    }

    @Test
    void should_not_get_one_where_it_offers_none() {
        embedded.misbehave(answer -> {
            answer.json().remove("pushed_authorization_request_endpoint");
            AuthorizationDialect.KEYCLOAK_26_PUSHED_REQUESTS_FOR_ONE_CLIENT.accept(answer);
        });
        assertThatThrownBy(this::signIn)
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("Pushed Authorization Request");
        assertThat(embedded.requests(Endpoint.PUSHED_REQUEST)).isEmpty();
    }
}
