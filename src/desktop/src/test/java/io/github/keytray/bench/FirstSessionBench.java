package io.github.keytray.bench;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.RefreshGrant;
import io.github.keytray.Roster;
import io.github.keytray.TokenRequest;
import io.github.keytray.bench.Stopwatch.Contender;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first silent sign-in of a host that has just started, by the library's public class, beside the earlier build's
 * library.
 *
 * @param launcher of the earlier build, or null
 */
record FirstSessionBench(@Nullable Path launcher, Report report, int rounds) {
    private static final String TITLE = "First silent sign-in in a young host, by SwingSignIn";
    /** A round of the refreshed ones takes longer, and adds a request to what the others measure already. */
    private static final int FEWER = 3;

    void run() throws Exception {
        @Nullable List<Path> earlier = HostLibrary.earlier(launcher);
        try (EmbeddedProvider provider = EmbeddedProvider.builder().rotate(true).start()) {
            KeychainUserStore store = new KeychainUserStore(Keychain.system(), new Account(provider.issuer(), "app"));
            signIn(provider, store);
            try {
                race(provider, earlier, "stored", "the token is stored", rounds);
                int fewer = Math.max(1, rounds / FEWER);
                race(provider, earlier, "refreshed", "the token is refreshed (" + fewer + " rounds)", fewer);
            } finally {
                // Otherwise the trays of the other groups keep asking this provider, which is gone by then.
                store.change(signedIn -> Roster.EMPTY);
            }
        }
    }

    private void race(EmbeddedProvider provider, @Nullable List<Path> earlier, String how, String title, int times)
            throws Exception {
        List<Contender> contenders = new ArrayList<>();
        String[] args = {provider.issuer(), "app", how};
        if (earlier == null) System.err.println("Without the earlier build: run bench.Table makes it");
        else contenders.add(host("earlier build", earlier, args));
        contenders.add(host("library as it ships", HostLibrary.current(), args));
        report.group(TITLE + ": " + title, Stopwatch.race(times, contenders));
    }

    private static void signIn(EmbeddedProvider provider, KeychainUserStore store) throws Exception {
        Provider at = Provider.of(provider.issuer());
        Client client = Client.of("app").withScopes(Set.of("openid", "offline_access"));
        InstantSource clock = InstantSource.system();
        TokenEndpoint endpoint = new TokenEndpoint(at, client, clock);
        AuthorizationCodeGrant person = new AuthorizationCodeGrant(
                at, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(30), clock);
        new AutoLoginGrant(store, user -> true, new UserInfoFetcher(at), new RefreshGrant(endpoint, person), clock)
                .fetchToken(TokenRequest.interactive());
    }

    /** As an ordinary host is started, with nothing but the library, and this one class of the tests. */
    static Contender host(String name, List<Path> library, String... args) throws Exception {
        String jars = library.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path classes = Path.of(FirstSession.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of(
                Programs.javaCommand(), "-cp", jars + File.pathSeparator + classes, FirstSession.class.getName()));
        command.addAll(List.of(args));
        return new Contender(name, () -> Cost.toldBy(name, command));
    }
}
