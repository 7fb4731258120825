package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that requires its tokens to be bound to a key (RFC 9449 §5.2). */
class BoundSignInTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_have_bound_tokens_where_it_requires_them(boolean required) throws Exception {
        MemoryUserStore store = new MemoryUserStore();
        try (EmbeddedProvider embedded = EmbeddedProvider.builder().start()) {
            Provider provider = Provider.of(embedded.issuer());
            Browser browser = Browser.of(StandInUser.called("alice")::open);
            Token token = new AuthorizationCodeGrant(provider, Client.of("app"), browser, Duration.ofSeconds(20), CLOCK)
                    .fetchToken(TokenRequest.interactive());
            User alice = new UserInfoFetcher(provider).fetchUser(token);
            store.putDefaultUser(new StoredUser(alice, token));
            SwingSignIn signIn = SwingSignIn.builder()
                    .issuer(embedded.issuer())
                    .clientId("app")
                    .store(store)
                    .dpop(required)
                    .quiet()
                    .build();
            Session session = signIn.start(TokenRequest.silent().forceRefresh()).get(20, TimeUnit.SECONDS);
            assertThat(session.token().needsProof()).isEqualTo(required);
        }
    }
}
