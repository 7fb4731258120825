package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that signs with the secret of a confidential client, as LemonLDAP::NG 2.16.1 does by default. */
class SharedSecretTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String SHORT = "s3cret&=";

    private final EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("desk", SHORT).start();
    private final Client desk = Client.of("desk").withSecret(SHORT);

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider provider() {
        return Provider.of(embedded.issuer());
    }

    private Token signIn(Provider provider, Client client) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        provider, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    private void sign(String algorithm, String secret) {
        embedded.misbehave(answer -> {
            if (answer.endpoint() == Endpoint.DISCOVERY)
                answer.json().put("id_token_signing_alg_values_supported", List.of("RS256", algorithm));
            answer.idToken().ifPresent(token -> token.signedWithSecret(algorithm, secret));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void should_be_believed_by_that_client_then_and_at_a_renewal(String algorithm) throws Exception {
        sign(algorithm, SHORT);
        Token token = signIn(provider(), desk);
        assertThat(new UserInfoFetcher(provider(), desk).fetchUser(token)).isEqualTo(new User("sub-alice", "alice"));
        Token renewed = new TokenEndpoint(provider(), desk, CLOCK).refresh(token, Set.of());
        assertThat(renewed.idToken()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"HS256, guess", "HS512, guess", "HS256, desk"})
    void should_not_be_believed_with_another_secret(String algorithm, String secret) {
        sign(algorithm, secret);
        assertThatThrownBy(() -> signIn(provider(), desk))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("false signature");
    }

    @Test
    void should_not_be_believed_by_a_public_client() {
        sign("HS256", SHORT);
        assertThatThrownBy(() -> signIn(provider(), Client.of("app")))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("shared secret (HS256), which proves nothing");
    }

    @Test
    void should_not_be_believed_where_the_secret_comes_with_every_copy_of_the_application() {
        sign("HS256", SHORT);
        Provider google = provider().as(Preset.GOOGLE, null);
        assertThatThrownBy(() -> signIn(google, desk))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("shared secret (HS256), which proves nothing");
    }

    @Test
    void should_be_able_to_sign_userinfo() throws Exception {
        Token token = signIn(provider(), desk);
        embedded.misbehave(Endpoint.USERINFO, answer -> {
            answer.json().put("iss", embedded.issuer());
            answer.json().put("aud", "desk");
            answer.signed().signedWithSecret("HS512", SHORT);
        });
        assertThat(new UserInfoFetcher(provider(), desk).fetchUser(token).id()).isEqualTo("sub-alice");
        assertThatThrownBy(() -> new UserInfoFetcher(provider()).fetchUser(token))
                .isInstanceOf(GrantException.Untrusted.class);
    }
}
