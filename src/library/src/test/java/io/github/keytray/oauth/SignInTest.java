package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.EndUser;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization code, token endpoint, ID token and userinfo, against a provider that can misbehave. */
class SignInTest {
    private static final TokenRequest SIGN_IN = TokenRequest.interactive();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.system();

    private EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("secretive", "s3cret&=").start();
    private final Client client = Client.of("app");
    private Browser browser = Browser.of(StandInUser.called("alice")::open);

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider provider() {
        return Provider.of(embedded.issuer());
    }

    private AuthorizationCodeGrant grant() {
        return grant(client, TIMEOUT);
    }

    private AuthorizationCodeGrant grant(Client client, Duration timeout) {
        return new AuthorizationCodeGrant(provider(), client, browser, timeout, CLOCK);
    }

    private void restart(EmbeddedProviderBuilder setup) {
        embedded.close();
        embedded = setup.start();
    }

    @Test
    void should_have_revoked_what_came_with_an_ID_token_that_is_not_valid() throws Exception {
        embedded.misbehave(Endpoint.TOKEN, Misbehaviour.BAD_SIGNATURE);
        Provider provider = provider();
        TokenEndpoint endpoint = new TokenEndpoint(provider, client, CLOCK);
        AutoLoginGrant whole = new AutoLoginGrant(
                new MemoryUserStore(), user -> true, new UserInfoFetcher(provider), grant(), endpoint, CLOCK);
        assertThatThrownBy(() -> whole.fetchToken(SIGN_IN)).isInstanceOf(GrantException.Untrusted.class);
        while (embedded.requests(Endpoint.REVOCATION).isEmpty()) TimeUnit.MILLISECONDS.sleep(10);
    }

    @Nested
    class An_honest_provider {
        @Test
        void should_sign_the_person_in() throws Exception {
            Token token = grant().fetchToken(SIGN_IN);
            assertThat(token.accessToken()).startsWith("at-");
            assertThat(token.refreshToken()).startsWith("rt-");
            assertThat(token.idToken()).isNotNull();
            assertThat(token.scopes()).containsExactlyInAnyOrderElementsOf(client.scopes());
            assertThat(Duration.between(token.issuedAt(), token.expiresAt())).isEqualTo(Duration.ofMinutes(5));
            assertThat(new UserInfoFetcher(provider()).fetchUser(token)).isEqualTo(new User("sub-alice", "alice"));
        }

        @Test
        void should_see_a_browser_that_says_how_it_ended() throws Exception {
            StandInUser alice = StandInUser.called("alice");
            browser = Browser.of(alice::open);
            Token token = grant().fetchToken(SIGN_IN);
            assertThat(alice.lastPage().get(5, TimeUnit.SECONDS))
                    .contains("You are signed in", "close this window")
                    .doesNotContain(token.accessToken(), "code=");
        }

        @Test
        void should_get_a_fresh_verifier_state_and_nonce_for_each_attempt() throws Exception {
            grant().fetchToken(SIGN_IN);
            grant().fetchToken(SIGN_IN);
            List<Request> pages = embedded.requests(Endpoint.AUTHORIZATION);
            for (String secret : List.of("code_challenge", "state", "nonce")) {
                assertThat(pages.get(0).parameters().get(secret))
                        .hasSize(43)
                        .isNotEqualTo(pages.get(1).parameters().get(secret));
            }
            assertThat(pages.get(0).parameters())
                    .containsEntry("prompt", "consent")
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("response_type", "code");
        }

        @Test
        void should_be_told_who_is_expected_and_that_another_account_is_wanted() throws Exception {
            grant().fetchToken(SIGN_IN.loginHint("alice").selectAccount().scopes("orders"));
            assertThat(embedded.requests(Endpoint.AUTHORIZATION).get(0).parameters())
                    .containsEntry("login_hint", "alice")
                    .containsEntry("prompt", "consent select_account")
                    .hasEntrySatisfying("scope", scope -> assertThat(scope).contains("orders", "openid"));
        }

        @Test
        void should_be_told_to_ask_anew_instead_of_letting_the_person_choose() throws Exception {
            grant().fetchToken(SIGN_IN.selectAccount().reauthenticate());
            assertThat(embedded.requests(Endpoint.AUTHORIZATION).get(0).parameters())
                    .containsEntry("prompt", "consent login");
        }

        @Test
        void should_not_be_bothered_by_a_silent_request() {
            assertThatThrownBy(() -> grant().fetchToken(TokenRequest.silent()))
                    .isInstanceOf(GrantException.InteractionRequired.class);
            assertThat(embedded.requests(Endpoint.DISCOVERY)).isEmpty();
        }

        @Test
        void should_know_a_confidential_client_by_its_secret() throws Exception {
            Client confidential = Client.of("secretive").withSecret("s3cret&=");
            assertThat(grant(confidential, TIMEOUT).fetchToken(SIGN_IN).accessToken())
                    .isNotEmpty();
            assertThat(embedded.requests(Endpoint.TOKEN)
                            .get(0)
                            .header("Authorization")
                            .orElse(""))
                    .startsWith("Basic ");
        }

        @Test
        void should_refresh_rotate_and_revoke() throws Exception {
            TokenEndpoint endpoint = new TokenEndpoint(provider(), client, CLOCK);
            Token first = grant().fetchToken(SIGN_IN);
            Token second = endpoint.refresh(first, Set.of());
            assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
            assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
            endpoint.revoke(second);
            GrantException.Rejected gone =
                    catchThrowableOfType(GrantException.Rejected.class, () -> endpoint.refresh(second, Set.of()));
            assertThat(gone.isInvalidGrant()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/realms/staff", "/realms/staff/"})
        void should_be_found_whatever_its_path(String path) throws Exception {
            restart(EmbeddedProvider.builder().path(path));
            assertThat(grant().fetchToken(SIGN_IN).idToken()).isNotNull();
        }

        @Test
        void should_do_without_openid() throws Exception {
            Token token = grant(client.withScopes(Set.of("orders")), TIMEOUT).fetchToken(SIGN_IN);
            assertThat(token.idToken()).isNull();
            assertThat(new UserInfoFetcher(provider()).fetchUser(token).id()).isEqualTo("sub-alice");
            assertThat(embedded.requests(Endpoint.AUTHORIZATION).get(0).parameters())
                    .doesNotContainKeys("nonce", "prompt");
        }
    }

    @Nested
    class The_redirect_uri {
        @Test
        void should_be_the_one_configured() throws Exception {
            int port;
            try (ServerSocket probe = new ServerSocket(0, 1, LoopbackAddress.V4)) {
                port = probe.getLocalPort();
            }
            URI fixed = URI.create("http://127.0.0.1:" + port + "/back");
            grant(client.withRedirectUri(fixed), TIMEOUT).fetchToken(SIGN_IN);
            assertThat(embedded.requests(Endpoint.TOKEN).get(0).parameters())
                    .containsEntry("redirect_uri", fixed.toString());
        }

        @Test
        void should_be_said_to_be_taken() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, LoopbackAddress.V4)) {
                URI fixed = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/back");
                assertThatThrownBy(() ->
                                grant(client.withRedirectUri(fixed), TIMEOUT).fetchToken(SIGN_IN))
                        .isInstanceOf(GrantException.Unreachable.class)
                        .hasMessageContaining("in use by another program");
            }
        }
    }

    @Nested
    class The_person {
        @Test
        void should_be_able_to_decline() {
            StandInUser decliner = StandInUser.of(EndUser.called("alice"), StandInUser.Does.DENY);
            browser = Browser.of(decliner::open);
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("declined");
            assertThat(decliner.lastPage()).succeedsWithin(TIMEOUT).asString().contains("not signed in");
        }

        @Test
        void should_not_have_for_ever() {
            browser = Browser.of(StandInUser.of(EndUser.called("alice"), StandInUser.Does.NOTHING)::open);
            assertThatThrownBy(() -> grant(client, Duration.ofMillis(50)).fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("too long");
        }

        @Test
        void should_be_able_to_cancel() {
            AtomicReference<Boolean> closed = new AtomicReference<>(false);
            browser = attempt -> {
                attempt.cancel();
                return () -> closed.set(true);
            };
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("cancelled");
            assertThat(closed).hasValue(true);
        }

        @Test
        void should_leave_no_listener_behind_when_interrupted() throws Exception {
            CompletableFuture<URI> page = new CompletableFuture<>();
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            browser = attempt -> {
                page.complete(attempt.uri());
                return () -> {};
            };
            Thread waiting = new Thread(() -> {
                try {
                    grant().fetchToken(SIGN_IN);
                } catch (GrantException | InterruptedException e) {
                    ended.complete(e);
                }
            });
            waiting.start();
            URI redirect = URI.create(Urls.parameter(page.get(10, TimeUnit.SECONDS), "redirect_uri"));
            waiting.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> new Socket(redirect.getHost(), redirect.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }
}
