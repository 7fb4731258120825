package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.Dialect;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers say when a token is revoked (RFC 7009), and what is told of it. */
class RevocationTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();

    @AfterEach
    void stop() {
        embedded.close();
    }

    private TokenEndpoint endpoint(Preset preset) {
        return new TokenEndpoint(Provider.of(embedded.issuer()).as(preset, null), Client.of("app"), CLOCK);
    }

    private Token signIn() throws Exception {
        return new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()),
                        Client.of("app"),
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    @Test
    void should_be_silent_about_a_token_that_is_gone() throws Exception {
        Token token = signIn();
        embedded.misbehave(Dialect.BETTER_AUTH_1_REVOKES_WHAT_IS_GONE);
        assertThatCode(() -> endpoint(Preset.ANY).revoke(token)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"invalid_request\",\"error_description\":\"the parameter token is missing\"}",
                "{\"error\":\"unsupported_token_type\"}",
                "{\"error\":\"invalid_request\"}",
                ""
            })
    void should_tell_any_other_refusal(String body) throws Exception {
        Token token = signIn();
        embedded.misbehave(Endpoint.REVOCATION, answer -> answer.instead(400, "application/json", body));
        assertThatThrownBy(() -> endpoint(Preset.ANY).revoke(token)).isInstanceOf(GrantException.Rejected.class);
    }

    @Test
    void should_say_how_long_the_rest_lasts_where_the_client_may_not_revoke() throws Exception {
        embedded.misbehave(answer -> {
            Dialect.SPRING_1_PUBLIC_CLIENT.accept(answer);
            Dialect.SPRING_1_PUBLIC_CLIENT_REVOKES.accept(answer);
        });
        Token token = signIn();
        assertThatThrownBy(() -> endpoint(Preset.ANY).revoke(token))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessage("127.0.0.1 does not let this application revoke anything (invalid_client). "
                        + "The access token ends there by itself in 5 minutes.");
    }

    @Test
    void should_know_where_it_is_not_offered() throws Exception {
        assertThat(endpoint(Preset.ANY).canRevoke()).isTrue();
        embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("revocation_endpoint"));
        assertThat(endpoint(Preset.ANY).canRevoke()).isFalse();
    }

    @Test
    void should_be_asked_of_openam_where_it_does_not_say_that_it_can() throws Exception {
        embedded.misbehave(Endpoint.DISCOVERY, answer -> {
            answer.json().remove("revocation_endpoint");
            answer.json().computeIfPresent("token_endpoint", (name, uri) -> uri + "?realm=/staff");
        });
        Provider openam = Provider.of(embedded.issuer()).as(Preset.OPENAM, null);
        assertThat(openam.metadata().revocationEndpoint())
                .hasPath(embedded.uri(Endpoint.TOKEN).resolve("token/revoke").getPath())
                .hasQuery("realm=/staff")
                .hasHost("127.0.0.1");
    }

    @Test
    void should_take_an_empty_401_for_a_client_that_is_not_accepted() {
        for (Dialect dialect : new Dialect[] {Dialect.SPRING_1_UNKNOWN_CLIENT, Dialect.CAS_6_REFUSES}) {
            embedded.misbehave(dialect);
            assertThatThrownBy(this::signIn)
                    .isInstanceOfSatisfying(
                            GrantException.Rejected.class,
                            refusal -> assertThat(refusal.error()).contains("invalid_client"))
                    .hasMessageContaining("Check the client id");
        }
    }
}
