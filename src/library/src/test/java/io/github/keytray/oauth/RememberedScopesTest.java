package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for at a provider that supports other scopes than it did at the last sign-in. */
@Timeout(60)
class RememberedScopesTest {
    @TempDir
    Path directory;

    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final List<URI> pages = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn() throws Exception {
        Provider provider = Provider.of(embedded.issuer()).rememberedIn(directory.resolve("providers"));
        pages.clear();
        Browser browser = Browser.of(page -> {
            pages.add(page);
            StandInUser.called("alice").open(page);
        });
        return new AuthorizationCodeGrant(
                        provider, Client.of("app"), browser, Duration.ofSeconds(20), InstantSource.system())
                .fetchToken(TokenRequest.interactive());
    }

    private void supportNothingLasting() {
        embedded.misbehave(
                Endpoint.DISCOVERY,
                answer -> answer.json().put("scopes_supported", List.of("openid", "profile", "email")));
    }

    @Test
    void should_be_what_the_provider_has_come_to_support() throws Exception {
        supportNothingLasting();
        assertThat(signIn().refreshToken()).isNull();
        embedded.behave();
        assertThat(signIn().refreshToken()).isNotNull();
        assertThat(pages.get(pages.size() - 1).getQuery()).contains("offline_access");
        assertThat(signIn().refreshToken()).isNotNull();
        assertThat(pages).hasSize(1);
    }

    @Test
    void should_not_be_what_the_provider_supports_no_longer() throws Exception {
        signIn();
        supportNothingLasting();
        signIn();
        assertThat(pages.get(pages.size() - 1).getQuery()).doesNotContain("offline_access");
    }
}
