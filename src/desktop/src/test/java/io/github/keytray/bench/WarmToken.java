package io.github.keytray.bench;

import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.javanet.NetHttpTransport;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A token that is already there, asked for in the process, beside a look at the clock, which every check needs, and what
 * google-oauth-client's credential and MSAL4J's silent call take for the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WarmToken {
    private final TokenRequest silent = TokenRequest.silent();
    private final AutoLoginGrant grant = signedIn();
    private final Credential credential = new Credential(BearerToken.authorizationHeaderAccessMethod())
            .setAccessToken("access")
            .setExpiresInSeconds(86_400L);
    private final MicrosoftToken microsoft = new MicrosoftToken();

    /** Each thread has a request of its own, which takes the token; the credential is for all of them. */
    @State(Scope.Thread)
    public static class OwnRequest {
        private final HttpRequest request = request();

        private static HttpRequest request() {
            try {
                return new NetHttpTransport()
                        .createRequestFactory()
                        .buildGetRequest(new GenericUrl("https://api.acme.example"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static AutoLoginGrant signedIn() {
        Instant now = Instant.now();
        Token token = new Token("access", "Bearer", null, null, Set.of(), Set.of(), now, now.plusSeconds(86_400));
        MemoryUserStore store = new MemoryUserStore();
        store.putDefaultUser(new StoredUser(new User("1", "ana"), token));
        return new AutoLoginGrant(
                store,
                user -> false,
                unknown -> {
                    throw new AssertionError("Nobody asks who it is");
                },
                request -> {
                    throw new AssertionError("Nobody asks for another");
                },
                InstantSource.system());
    }

    @Benchmark
    public Token keytray() throws GrantException, InterruptedException {
        return grant.fetchToken(silent);
    }

    @Benchmark
    public String google(OwnRequest own) throws IOException {
        credential.intercept(own.request);
        return own.request.getHeaders().getAuthorization();
    }

    @Benchmark
    public String msal4j() throws Exception {
        return microsoft.silently();
    }

    @Benchmark
    public Instant clock() {
        return Instant.now();
    }
}
