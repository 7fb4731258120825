package io.github.keytray;

import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An application in a process of its own, which signs alice in and ends: {@code ISSUER declined}, or with {@code kept} after
 * it has been told to end while it refreshes. Prints the access token of everything that it stores.
 */
final class EndingApplication {
    private EndingApplication() {}

    public static void main(String[] args) throws Exception {
        Provider provider = Provider.of(args[0]);
        Client client = Client.of("app");
        InstantSource clock = InstantSource.system();
        TokenEndpoint endpoint = new TokenEndpoint(provider, client, clock);
        boolean keep = args[1].equals("kept");
        AutoLoginGrant grant = new AutoLoginGrant(
                new TalkingStore(new MemoryUserStore()),
                user -> keep,
                new UserInfoFetcher(provider, client),
                new RefreshGrant(
                        endpoint,
                        new AuthorizationCodeGrant(
                                provider,
                                client,
                                Browser.of(StandInUser.called("alice")::open),
                                Duration.ofSeconds(30),
                                clock)),
                endpoint,
                clock);
        grant.fetchToken(TokenRequest.interactive());
        if (keep) grant.fetchToken(TokenRequest.silent().forceRefresh());
    }

    private record TalkingStore(AccountStore store) implements AccountStore {
        @Override
        public Roster roster() throws GrantException, InterruptedException {
            return store.roster();
        }

        @Override
        public void change(UnaryOperator<Roster> change) throws GrantException, InterruptedException {
            store.change(change);
            for (StoredUser user : store.users()) {
                if (user.token() != null) System.out.println(user.token().accessToken());
            }
        }

        @Override
        public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
            return store.exclusively(patience, work);
        }

        @Override
        public Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException {
            return store.lease(patience);
        }
    }
}
