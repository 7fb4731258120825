package io.github.keytray.proof;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.RefreshGrant;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.cli.PackagedApp;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many processes at once want a token of one sign-in that has expired, at a provider that rotates refresh tokens and ends
 * the sign-in when one is used twice: {@code src/testing/run proof.Storm [PROCESSES [ROUNDS]]}. One refresh may reach the
 * provider in each round, and everybody gets its token.
 */
public final class Storm implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final String EXPIRED = "-expired";

    private final EmbeddedProvider provider = EmbeddedProvider.builder()
            .rotate(true)
            .accessTokenLife(Duration.ofHours(1))
            .start();
    private final KeychainUserStore store =
            new KeychainUserStore(Keychain.system(), new Account(provider.issuer(), "app"));

    /** What a storm came to. */
    public record StormResult(int rounds, int processes, int refreshes, int tokens, List<String> failures) {
        public boolean isCalm() {
            return refreshes == rounds && tokens == rounds * processes && failures.isEmpty();
        }
    }

    public static void main(String[] args) throws Exception {
        int processes = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        try (Storm storm = new Storm()) {
            StormResult outcome = storm.rage(processes, rounds);
            outcome.failures().stream().distinct().limit(10).forEach(System.out::println);
            System.out.printf(
                    "%d rounds of %d processes: %d refreshes, %d valid tokens, %d failures%n",
                    rounds,
                    processes,
                    outcome.refreshes(),
                    outcome.tokens(),
                    outcome.failures().size());
            System.exit(outcome.isCalm() ? 0 : 1);
        }
    }

    /** Signs in once and rages. */
    public StormResult rage(int processes, int rounds) throws Exception {
        signIn();
        int tokens = 0;
        List<String> failures = new ArrayList<>();
        provider.forgetRequests();
        for (int round = 0; round < rounds; round++) {
            expire();
            Set<String> distinct = new HashSet<>();
            for (Ended ended : all(processes)) {
                String token = ended.out().strip();
                boolean valid = ended.exit() == 0 && provider.subject(token) != null;
                if (valid) tokens++;
                else
                    failures.add("round " + round + ", exit " + ended.exit() + ", " + kind(token) + ": " + ended.err());
                if (valid) distinct.add(token);
            }
            if (distinct.size() > 1) failures.add(distinct.size() + " different tokens in one round");
        }
        return new StormResult(
                rounds, processes, provider.requests(Endpoint.TOKEN).size(), tokens, failures);
    }

    /** What was printed instead of a valid token, without the token. */
    private static String kind(String printed) {
        if (printed.isEmpty()) return "nothing printed";
        return printed.endsWith(EXPIRED) ? "the expired token" : printed.length() + " characters printed";
    }

    private void signIn() throws Exception {
        Provider at = Provider.of(provider.issuer());
        Client client = Client.of("app");
        InstantSource clock = InstantSource.system();
        TokenEndpoint endpoint = new TokenEndpoint(at, client, clock);
        AuthorizationCodeGrant person = new AuthorizationCodeGrant(
                at, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(30), clock);
        new AutoLoginGrant(store, user -> true, new UserInfoFetcher(at), new RefreshGrant(endpoint, person), clock)
                .fetchToken(TokenRequest.interactive());
    }

    /** The same sign-in, as it will be in an hour. */
    private void expire() throws Exception {
        StoredUser user = store.getDefaultUser().orElseThrow();
        Token token = Objects.requireNonNull(user.token());
        Instant past = Instant.now().minusSeconds(3600);
        store.putDefaultUser(new StoredUser(
                user.user(),
                new Token(
                        token.accessToken() + EXPIRED,
                        token.tokenType(),
                        token.refreshToken(),
                        token.idToken(),
                        token.scopes(),
                        token.requestedScopes(),
                        past.minusSeconds(3600),
                        past)));
    }

    private List<Ended> all(int processes) throws Exception {
        List<String> command = PackagedApp.command("token", "--issuer", provider.issuer(), "--client-id", "app");
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        try {
            List<Future<Ended>> running = new ArrayList<>();
            for (int i = 0; i < processes; i++) running.add(threads.submit(() -> Programs.run(DEADLINE, command)));
            List<Ended> ended = new ArrayList<>();
            for (Future<Ended> one : running) ended.add(one.get());
            return ended;
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    public void close() throws Exception {
        provider.close();
        store.putDefaultUser(null);
    }
}
