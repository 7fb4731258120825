package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that binds tokens to keys (RFC 9449) is told from one that does not know the client. */
class DpopTest {
    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();

    @AfterEach
    void stop() {
        embedded.close();
    }

    private void assertNamed() {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                Provider.of(embedded.issuer()),
                Client.of("app"),
                Browser.of(StandInUser.called("alice")::open),
                Duration.ofSeconds(20),
                InstantSource.system());
        assertThatThrownBy(() -> grant.fetchToken(TokenRequest.interactive()))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContainingAll("DPoP, RFC 9449", "does not support", "Bearer tokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"invalid_dpop_proof\"}",
                "{\"error\":\"use_dpop_nonce\",\"error_description\":\"nonce\"}",
                "{\"error\":\"invalid_request\",\"error_description\":\"DPoP proof is missing\"}",
            })
    void should_be_named_when_it_wants_a_proof(String refusal) {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.instead(400, "application/json", refusal));
        assertNamed();
    }

    @Test
    void should_be_named_when_it_binds_a_token() {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "DPoP"));
        assertNamed();
    }
}
