package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.provider.EmbeddedProvider;
import io.github.keytray.provider.EmbeddedProviderBuilder;
import io.github.keytray.provider.Endpoint;
import io.github.keytray.provider.IdToken;
import io.github.keytray.provider.Misbehaviour;
import io.github.keytray.provider.Person;
import io.github.keytray.provider.Request;
import io.github.keytray.provider.StandInUser;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization code, token endpoint, ID token and userinfo, against a provider that can misbehave. */
class SignInTest {
    private static final TokenRequest SIGN_IN = TokenRequest.interactive();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.system();

    private EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("secretive", "s3cret&=").start();
    private final Client client = Client.of("app");
    private Browser browser = StandInUser.called("alice");

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
            browser = alice;
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
            try (ServerSocket probe = new ServerSocket(0, 1, Loopback.V4)) {
                port = probe.getLocalPort();
            }
            URI fixed = URI.create("http://127.0.0.1:" + port + "/back");
            grant(client.withRedirectUri(fixed), TIMEOUT).fetchToken(SIGN_IN);
            assertThat(embedded.requests(Endpoint.TOKEN).get(0).parameters())
                    .containsEntry("redirect_uri", fixed.toString());
        }

        @Test
        void should_be_said_to_be_taken() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, Loopback.V4)) {
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
            StandInUser decliner = StandInUser.of(Person.called("alice"), StandInUser.Does.DENY);
            browser = decliner;
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Cancelled.class)
                    .hasMessageContaining("declined");
            assertThat(decliner.lastPage()).succeedsWithin(TIMEOUT).asString().contains("not signed in");
        }

        @Test
        void should_not_have_for_ever() {
            browser = StandInUser.of(Person.called("alice"), StandInUser.Does.NOTHING);
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

    @Nested
    class A_provider_that_cannot_be_trusted {
        private void assertUntrusted(String why) {
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining(why);
        }

        private void claim(String name, Object value) {
            idToken(token -> token.claims().put(name, value));
        }

        private void idToken(Consumer<IdToken> change) {
            embedded.misbehave(Endpoint.TOKEN, answer -> answer.idToken().ifPresent(change));
        }

        @Test
        void should_not_pass_for_another_issuer() {
            embedded.misbehave(Misbehaviour.WRONG_ISSUER_IN_METADATA);
            assertUntrusted("calls itself");
            embedded.misbehave(Misbehaviour.WRONG_ISSUER);
            assertUntrusted("issued by somebody else");
        }

        @Test
        void should_not_pass_another_applications_token() {
            embedded.misbehave(Misbehaviour.WRONG_AUDIENCE);
            assertUntrusted("for another application");
            embedded.misbehave(Misbehaviour.WRONG_AUTHORIZED_PARTY);
            assertUntrusted("issued to another application");
            embedded.behave();
            claim("aud", List.of("app", "other"));
            assertUntrusted("several applications");
        }

        @Test
        void should_not_replay_another_sign_in() {
            embedded.misbehave(Misbehaviour.WRONG_NONCE);
            assertUntrusted("not made for this sign-in");
            embedded.misbehave(Misbehaviour.NO_NONCE);
            assertUntrusted("not made for this sign-in");
        }

        @Test
        void should_not_forget_who_signed_in() {
            embedded.misbehave(Misbehaviour.NO_SUB);
            assertUntrusted("who signed in");
            embedded.misbehave(Misbehaviour.NO_ID_TOKEN);
            assertUntrusted("no ID token");
        }

        @Test
        void should_hear_that_the_clock_is_wrong() {
            issuedBetween(1200, 1500);
            assertUntrusted("clock is about 19 minutes slow");
            issuedBetween(-7300, -7000);
            assertUntrusted("clock is about 2 hours fast");
        }

        private void issuedBetween(int issued, int expires) {
            long now = Instant.now().getEpochSecond();
            idToken(token -> token.claims().putAll(Map.of("iat", now + issued, "exp", now + expires)));
        }

        @Test
        void should_not_pass_a_false_signature() {
            embedded.misbehave(Misbehaviour.BAD_SIGNATURE);
            assertUntrusted("false signature");
            embedded.misbehave(Misbehaviour.ALG_NONE);
            assertUntrusted("ID token");
            embedded.behave();
            Map<String, String> unknown = Map.of("kty", "OKP", "crv", "new", "x", "AA");
            embedded.misbehave(Endpoint.JWKS, answer -> answer.json().put("keys", List.of(unknown)));
            assertUntrusted("does not list");
        }

        @Test
        void should_not_name_two_people() throws Exception {
            Token token = grant().fetchToken(SIGN_IN);
            embedded.misbehave(Misbehaviour.OTHER_SUB_IN_USERINFO);
            assertThatThrownBy(() -> new UserInfoFetcher(provider()).fetchUser(token))
                    .isInstanceOf(GrantException.Untrusted.class);
        }

        @Test
        void should_not_renew_for_somebody_else() throws Exception {
            Token token = grant().fetchToken(SIGN_IN);
            claim("sub", "sub-bob");
            assertThatThrownBy(() -> new TokenEndpoint(provider(), client, CLOCK).refresh(token, Set.of()))
                    .isInstanceOf(GrantException.Untrusted.class);
        }

        @Test
        void should_not_send_the_browser_back_for_another() {
            embedded.misbehave(Misbehaviour.WRONG_ISSUER_IN_REDIRECT);
            assertUntrusted("another provider");
        }

        @Test
        void should_not_have_endpoints_that_others_can_read() {
            embedded.misbehave(
                    Endpoint.DISCOVERY, answer -> answer.json().put("token_endpoint", "http://acme.example/t"));
            assertUntrusted("not an https address");
        }
    }

    @Nested
    class A_provider_out_of_order {
        @ParameterizedTest
        @CsvSource({"500", "503", "429"})
        void should_be_tried_again_later(int status) {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.instead(status, "text/plain", "").header("Retry-After", "7"));
            GrantException.Unreachable later =
                    catchThrowableOfType(GrantException.Unreachable.class, () -> grant().fetchToken(SIGN_IN));
            assertThat(later.retryAfter()).contains(Duration.ofSeconds(7));
        }

        @Test
        void should_be_told_from_a_network_that_wants_a_sign_in_of_its_own() {
            embedded.misbehave(Endpoint.DISCOVERY, Misbehaviour.HTML);
            assertThatThrownBy(() -> grant().fetchToken(SIGN_IN))
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("Something else answered");
        }

        @Test
        void should_be_told_from_no_provider_at_all() {
            Provider elsewhere = Provider.of(embedded.issuer() + "/nowhere");
            assertThatThrownBy(elsewhere::metadata)
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessageContaining("Check the issuer");
        }

        @Test
        void should_be_asked_again_for_its_metadata_after_a_failure() throws Exception {
            Provider provider = provider();
            embedded.misbehave(Endpoint.DISCOVERY, Misbehaviour.SERVER_ERROR);
            assertThatThrownBy(provider::metadata).isInstanceOf(GrantException.Unreachable.class);
            embedded.behave();
            assertThat(provider.metadata().issuer()).isEqualTo(embedded.issuer());
            provider.metadata();
            assertThat(embedded.requests(Endpoint.DISCOVERY)).hasSize(2);
        }

        @Test
        void should_be_said_to_be_out_of_reach() {
            String gone = embedded.issuer();
            embedded.close();
            assertThatThrownBy(() -> Provider.of(gone).metadata())
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("cannot be reached");
        }

        @Test
        void should_refuse_with_its_own_words() {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.instead(
                            400,
                            "application/json",
                            "{\"error\":\"invalid_scope\",\"error_description\":\"no\\norders\"}"));
            GrantException.Rejected refused =
                    catchThrowableOfType(GrantException.Rejected.class, () -> grant().fetchToken(SIGN_IN));
            assertThat(refused.error()).contains("invalid_scope");
            assertThat(refused).hasMessageContaining("(no orders)");
        }

        @ParameterizedTest
        @CsvSource({"400, ''", "401, ''", "200, '{\"error\":\"invalid_grant\"}'"})
        void should_condemn_nothing_by_an_answer_that_says_nothing(int status, String body) {
            embedded.misbehave(Endpoint.TOKEN, answer -> answer.instead(status, "application/json", body));
            GrantException.Rejected refused =
                    catchThrowableOfType(GrantException.Rejected.class, () -> grant().fetchToken(SIGN_IN));
            assertThat(refused.isInvalidGrant()).isEqualTo(body.contains("invalid_grant"));
        }

        @Test
        void should_be_allowed_to_leave_things_out() throws Exception {
            List<String> optional = List.of("expires_in", "scope", "refresh_token", "token_type");
            embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().keySet().removeAll(optional));
            Token token = grant().fetchToken(SIGN_IN);
            assertThat(token.expiresAt()).isNull();
            assertThat(token.refreshToken()).isNull();
            assertThat(token.tokenType()).isEqualTo("Bearer");
            assertThat(token.scopes()).isEqualTo(client.scopes());
        }

        @Test
        void should_not_keep_a_caller_who_is_interrupted() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            embedded.misbehave(Endpoint.DISCOVERY, answer -> {
                Misbehaviour.SLOW.accept(answer);
                asked.countDown();
            });
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread waiting = new Thread(() -> {
                try {
                    provider().metadata();
                } catch (GrantException | InterruptedException e) {
                    ended.complete(e);
                }
            });
            waiting.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            waiting.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }
}
