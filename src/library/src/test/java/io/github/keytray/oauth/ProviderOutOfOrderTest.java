package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that is away, overloaded or odd, and what the waiting person is told of each. */
class ProviderOutOfOrderTest {
    private static final TokenRequest SIGN_IN = TokenRequest.interactive();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.system();

    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final Client client = Client.of("app");

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider provider() {
        return Provider.of(embedded.issuer());
    }

    private AuthorizationCodeGrant grant() {
        return new AuthorizationCodeGrant(
                provider(), client, Browser.of(StandInUser.called("alice")::open), TIMEOUT, CLOCK);
    }

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
