package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that logs everything there is to log, in its own process, where the library must not switch it off. */
class LogTest {
    private static final String SECRET = "hush-hush-client-secret";

    private final Logger root = Logger.getLogger("");
    private final Level before = Objects.requireNonNull(root.getLevel());
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage() + Arrays.toString(entry.getParameters()) + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.setLevel(Level.ALL);
        root.addHandler(listening);
    }

    @AfterEach
    void stop() {
        root.removeHandler(listening);
        root.setLevel(before);
    }

    @Test
    void should_read_no_secret() throws Exception {
        InstantSource clock = InstantSource.system();
        try (EmbeddedProvider embedded =
                EmbeddedProvider.builder().client("secretive", SECRET).start()) {
            Provider provider = Provider.of(embedded.issuer());
            Client client = Client.of("secretive").withSecret(SECRET);
            Token first = new AuthorizationCodeGrant(
                            provider,
                            client,
                            Browser.of(StandInUser.called("alice")::open),
                            Duration.ofSeconds(20),
                            clock)
                    .fetchToken(TokenRequest.interactive());
            TokenEndpoint endpoint = new TokenEndpoint(provider, client, clock);
            new UserInfoFetcher(provider).fetchUser(first);
            Token second = endpoint.refresh(first, Set.of());
            endpoint.revoke(second);
            Logger.getLogger("after").fine("the end");

            assertThat(logged).anyMatch(entry -> entry.contains("the end"));
            List<String> secrets = Stream.of(first, second)
                    .flatMap(token -> Stream.of(token.accessToken(), token.refreshToken(), token.idToken()))
                    .map(String::valueOf)
                    .toList();
            assertThat(String.join("\n", logged)).doesNotContain(secrets).doesNotContain(SECRET, "Basic c2VjcmV0aXZl");
        }
    }
}
