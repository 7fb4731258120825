package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** A provider, a person at a browser, and an application that wants her to sign in. */
final class AttackScene implements AutoCloseable {
    static final User ALICE = new User("sub-alice", "alice");
    private static final InstantSource CLOCK = InstantSource.system();

    final EmbeddedProvider embedded;
    private final Browser alice = Browser.of(StandInUser.called("alice")::open);
    private final Client client = Client.of("app");
    private final Provider provider;
    private final Duration patience;

    /** With an application that waits this long for each answer, and for the person. */
    AttackScene(EmbeddedProviderBuilder setup, Duration patience) {
        this.patience = patience;
        embedded = setup.start();
        provider = Provider.of(embedded.issuer(), Network.system().withTimeout(patience));
    }

    static AttackScene honest(EmbeddedProviderBuilder setup) {
        return new AttackScene(setup, Duration.ofSeconds(20));
    }

    Provider provider() {
        return provider;
    }

    Token signIn() throws GrantException, InterruptedException {
        return signIn(alice);
    }

    Token signIn(Browser browser) throws GrantException, InterruptedException {
        return signIn(client, browser);
    }

    /** By an application that asks for more, or less. */
    Token signIn(Client client) throws GrantException, InterruptedException {
        return signIn(client, alice);
    }

    private Token signIn(Client client, Browser browser) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(provider, client, browser, patience, CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    Token refresh(Token stale) throws GrantException, InterruptedException {
        return new TokenEndpoint(provider, client, CLOCK)
                .refresh(stale, Set.of())
                .succeeding(stale);
    }

    /** Who the application believes has signed in. */
    User user(Token token) throws GrantException, InterruptedException {
        return new UserInfoFetcher(provider).fetchUser(token);
    }

    @Override
    public void close() {
        embedded.close();
    }
}
