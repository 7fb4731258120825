package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

/** Alice, who signs in by the browser at the embedded provider as clients want it. */
abstract class ClientTestBase {
    static final InstantSource CLOCK = InstantSource.system();

    EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    final StandInUser alice = StandInUser.called("alice");

    @AfterEach
    void stop() {
        embedded.close();
    }

    final Token signIn(Client client) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()), client, Browser.of(alice::open), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    /** The first request there. */
    final Request asked(Endpoint endpoint) {
        return embedded.requests(endpoint).get(0);
    }
}
