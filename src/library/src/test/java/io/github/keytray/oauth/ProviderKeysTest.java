package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that a provider publishes: out of reach, odd beside the right one, or odd themselves. */
class ProviderKeysTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final Client client = Client.of("app");
    private final Provider provider = Provider.of(embedded.issuer());

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn() throws Exception {
        return new AuthorizationCodeGrant(
                        provider, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    private void keys(UnaryOperator<List<Map<String, Object>>> change) {
        embedded.misbehave(Endpoint.JWKS, answer -> {
            @SuppressWarnings("unchecked")
            List<Map<String, Object>> keys =
                    (List<Map<String, Object>>) answer.json().get("keys");
            if (keys != null) answer.json().put("keys", change.apply(new ArrayList<>(keys)));
        });
    }

    private static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(key);
        changed.put(name, value);
        return changed;
    }

    @ParameterizedTest
    @CsvSource({"503", "404", "429"})
    void should_be_out_of_reach_for_as_long_as_they_are(int status) throws Exception {
        Token token = signIn();
        Provider fresh = Provider.of(embedded.issuer());
        embedded.misbehave(Endpoint.JWKS, answer -> answer.instead(status, "text/plain", ""));
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> validate(fresh, token)).isInstanceOf(GrantException.Unreachable.class);
        }
        embedded.behave();
        validate(fresh, token);
    }

    private void validate(Provider provider, Token token) throws Exception {
        new IdTokenValidator(provider, Client.of("app"), CLOCK)
                .validateRefreshed(String.valueOf(token.idToken()), token.accessToken(), null);
    }

    @Test
    void should_not_be_fetched_more_often_for_a_signature_of_nobody_s() throws Exception {
        Token token = signIn();
        embedded.misbehave(Misbehaviour.UNKNOWN_KEY_ID);
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> new TokenEndpoint(provider, client, CLOCK).refresh(token, Set.of()))
                    .isInstanceOf(GrantException.class);
        }
        assertThat(embedded.requests(Endpoint.JWKS)).hasSizeLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"use, ''", "alg, RSA", "alg, ''", "x5c, broken", "x5t, '?'", "key_ops, sometimes", "nbf, yesterday"})
    void should_be_used_where_one_is_plainly_the_one(String member, String value) throws Exception {
        keys(keys -> List.of(with(keys.get(0), member, value)));
        assertThat(signIn().idToken()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"use, ''", "alg, RSA", "x5c, broken", "kty, ''", "n, ''"})
    void should_be_skipped_where_one_is_not_needed(String member, String value) throws Exception {
        keys(keys -> List.of(with(with(keys.get(0), member, value), "kid", "another"), keys.get(0)));
        assertThat(signIn().idToken()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"use, enc", "alg, RSA-OAEP-256", "alg, PS256", "alg, HS256"})
    void should_not_verify_what_they_are_not_for(String member, String value) {
        keys(keys -> List.of(with(keys.get(0), member, value)));
        assertThatThrownBy(this::signIn)
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("does not list");
    }
}
