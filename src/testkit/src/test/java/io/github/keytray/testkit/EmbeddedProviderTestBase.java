package io.github.keytray.testkit;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider with clients of several kinds, a client, and a person. */
abstract class EmbeddedProviderTestBase {
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    final StandInUser alice = StandInUser.called("alice");
    EmbeddedProvider provider;
    TestClient client;

    @BeforeEach
    void start() {
        provider = builder().start();
        client = new TestClient(provider, "app");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    EmbeddedProviderBuilder builder() {
        return EmbeddedProvider.builder()
                .es256()
                .clock(now::get)
                .client("vault", "s3cret:/ +")
                .scopes("openid", "profile", "email", "offline_access")
                .client(RegisteredClient.of("careful").withConsent())
                .client(RegisteredClient.of("strict").withRedirectUris(URI.create("http://127.0.0.1/callback")))
                .resource("greeting", person -> "{\"hello\":\"" + person.name() + "\"}");
    }

    void use(EmbeddedProviderBuilder builder) {
        provider.close();
        provider = builder.start();
        client = new TestClient(provider, "app");
    }
}
