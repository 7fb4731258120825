package io.github.keytray.oauth;

import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.RefreshGrant;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** Somebody who has signed in, and what a refresh of that takes. */
abstract class RefreshTestBase {
    static final InstantSource CLOCK = InstantSource.system();

    final EmbeddedProvider embedded = EmbeddedProvider.builder().rotate(true).start();
    final Client client = Client.of("app");
    final List<String> kept = new ArrayList<>();

    @AfterEach
    void stop() {
        embedded.close();
    }

    /** The endpoint of a process that has just started: it knows neither metadata nor keys. */
    TokenEndpoint endpoint(InstantSource clock) {
        return new TokenEndpoint(Provider.of(embedded.issuer()), client, clock);
    }

    Token signIn() throws Exception {
        AuthorizationCodeGrant person = new AuthorizationCodeGrant(
                Provider.of(embedded.issuer()),
                client,
                Browser.of(StandInUser.called("alice")::open),
                Duration.ofSeconds(20),
                CLOCK);
        Token token = person.fetchToken(TokenRequest.interactive());
        embedded.forgetRequests();
        return token;
    }

    Token refresh(Token stale) throws Exception {
        return endpoint(CLOCK).refresh(stale, Set.of(), kept::add);
    }

    static StoredUser lapsed(Token token) {
        Token lapsed = new Token(
                token.accessToken(),
                "Bearer",
                token.refreshToken(),
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                token.issuedAt(),
                token.issuedAt());
        return new StoredUser(new User("sub-alice", "alice"), lapsed);
    }

    AutoLoginGrant grant(AccountStore store) {
        return new AutoLoginGrant(
                store,
                user -> false,
                new UserInfoFetcher(Provider.of(embedded.issuer())),
                new RefreshGrant(endpoint(CLOCK), request -> {
                    throw new InteractionRequired("Please sign in.");
                }),
                CLOCK);
    }

    /** Counts what is asked of it. */
    static final class CountingStore implements AccountStore {
        final MemoryUserStore kept = new MemoryUserStore();
        int reads;
        int changes;
        int locks;

        @Override
        public Roster roster() {
            reads++;
            return kept.roster();
        }

        @Override
        public void change(UnaryOperator<Roster> change) {
            changes++;
            kept.change(change);
        }

        @Override
        public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
            locks++;
            return kept.exclusively(patience, work);
        }

        @Override
        public Optional<Lease> lease(Duration patience) throws InterruptedException {
            return kept.lease(patience);
        }
    }
}
