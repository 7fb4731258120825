package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tray renews as the application would. */
class CurrentClientTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("orders", "right").start();
    private final Client application =
            Client.of("orders").withSecret("right").withParameter("resource", "https://api.acme.example");
    private final Provider provider = Provider.of(embedded.issuer());
    private Client known = application;
    private final CurrentClient tray = new CurrentClient(provider, () -> known, CLOCK);

    @AfterEach
    void stop() {
        embedded.close();
    }

    private TokenRequest renewal() throws Exception {
        AuthorizationCodeGrant person = new AuthorizationCodeGrant(
                provider, application, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(20), CLOCK);
        Token token = person.fetchToken(TokenRequest.interactive());
        embedded.forgetRequests();
        return TokenRequest.silent().previous(token);
    }

    @Test
    void should_name_the_resource_that_the_application_named() throws Exception {
        tray.fetchToken(renewal());
        assertThat(embedded.requests(Endpoint.TOKEN).get(0).parameter("resource"))
                .contains("https://api.acme.example");
    }

    @Test
    void should_use_another_client_secret_from_when_it_is_kept() throws Exception {
        TokenRequest renewal = renewal();
        known = application.withSecret("old");
        assertThatThrownBy(() -> tray.fetchToken(renewal)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> tray.fetchToken(renewal))
                .as("refused, and the same as before")
                .isInstanceOf(InteractionRequired.class);
        assertThat(embedded.requests(Endpoint.TOKEN)).hasSize(1);
        known = application;
        assertThat(tray.fetchToken(renewal).accessToken()).isNotEmpty();
    }
}
