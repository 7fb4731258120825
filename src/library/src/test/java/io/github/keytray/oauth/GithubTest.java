package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quirks of GitHub, at a provider that behaves that way. */
class GithubTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String ISSUER = "https://github.com/login/oauth";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final EmbeddedProvider embedded =
            EmbeddedProvider.builder().scopes("read:user", "repo").start();
    private final Client client = Client.of("app");
    private final StandInUser person = StandInUser.called("alice");
    private final Provider github = Provider.of(embedded.issuer()).as(Preset.GITHUB, spelledOut());

    private ProviderMetadata spelledOut() {
        return new ProviderMetadata(
                ISSUER,
                embedded.uri(Endpoint.AUTHORIZATION),
                embedded.uri(Endpoint.TOKEN),
                embedded.uri(Endpoint.USERINFO),
                null,
                null,
                null,
                embedded.uri(Endpoint.DEVICE_AUTHORIZATION),
                null,
                Set.of("client_secret_post"),
                Set.of(),
                false,
                false,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    @BeforeEach
    void behave() {
        embedded.misbehave(Endpoint.DISCOVERY, Misbehaviour.HTML);
        embedded.misbehave(answer -> answer.redirect().replace("iss", ISSUER));
        embedded.misbehave(Endpoint.TOKEN, answer -> {
            answer.idToken(null);
            answer.json().keySet().removeAll(Set.of("refresh_token", "expires_in"));
            answer.json().replace("token_type", "bearer");
            answer.json().computeIfPresent("scope", (name, scope) -> ((String) scope).replace(' ', ','));
            if (answer.json().containsKey("error")) answer.status(200);
        });
        embedded.misbehave(Endpoint.USERINFO, answer -> {
            answer.json().clear();
            answer.json().putAll(Map.of("id", 583231, "login", "alice", "name", "Alice"));
        });
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn(TokenRequest request) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(github, client, Browser.of(person::open), TIMEOUT, CLOCK).fetchToken(request);
    }

    private Token signInOnDevice() throws GrantException, InterruptedException {
        DeviceDisplay display = attempt -> {
            try {
                person.visit(attempt.uri());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return () -> {};
        };
        return new DeviceGrant(github, client, display, TIMEOUT, CLOCK, (end, time) -> end.isDone())
                .fetchToken(TokenRequest.interactive());
    }

    private Request asked() {
        return embedded.requests(Endpoint.AUTHORIZATION).get(0);
    }

    private void refuse(String error) {
        embedded.misbehaveOnce(
                Endpoint.TOKEN, answer -> answer.instead(200, "application/json", "{\"error\":\"" + error + "\"}"));
    }

    @Test
    void should_be_asked_only_whether_it_answers() throws Exception {
        embedded.misbehave(Endpoint.USERINFO, answer -> answer.instead(401, "application/json", "{}"));
        assertThat(github.publishesMetadata()).isFalse();
        assertThat(github.discover()).usingRecursiveComparison().isEqualTo(spelledOut());
        assertThat(embedded.requests()).hasSize(1);
        assertThat(embedded.requests(Endpoint.USERINFO)).hasSize(1);
        embedded.misbehave(Endpoint.USERINFO, answer -> answer.instead(503, "text/html", "down"));
        assertThatThrownBy(github::discover).isInstanceOf(GrantException.Unreachable.class);
    }

    @Test
    void should_name_people_by_its_api() throws Exception {
        Token token = signIn(TokenRequest.interactive());
        assertThat(token.expiresAt()).isNull();
        assertThat(token.refreshToken()).isNull();
        assertThat(new UserInfoFetcher(github).fetchUser(token)).isEqualTo(new User("583231", "alice"));
        assertThat(asked().parameters()).containsEntry("scope", "read:user").doesNotContainKey("nonce");
        assertThat(embedded.requests(Endpoint.DISCOVERY)).isEmpty();
    }

    @Test
    void should_grant_scopes_parted_by_commas() throws Exception {
        Token token = signIn(TokenRequest.interactive().scopes("repo", "read:user"));
        assertThat(token.scopes()).containsExactlyInAnyOrder("repo", "read:user");
    }

    @Test
    void should_be_told_who_will_probably_sign_in() throws Exception {
        signIn(TokenRequest.interactive().loginHint("alice"));
        assertThat(asked().parameters()).containsEntry("login", "alice").doesNotContainKey("login_hint");
    }

    @Test
    void should_not_be_another_issuer() {
        embedded.misbehave(answer -> answer.redirect().replace("iss", "https://github.com"));
        assertThatThrownBy(() -> signIn(TokenRequest.interactive()))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("another provider");
    }

    @ParameterizedTest
    @CsvSource({
        "bad_refresh_token, invalid_grant",
        "bad_verification_code, invalid_grant",
        "incorrect_client_credentials, invalid_client",
        "device_flow_disabled, unauthorized_client",
        "unverified_user_email, unverified_user_email",
    })
    void should_refuse_with_200_and_names_of_its_own(String error, String meaning) {
        refuse(error);
        GrantException.Rejected refused =
                catchThrowableOfType(GrantException.Rejected.class, () -> signIn(TokenRequest.interactive()));
        assertThat(refused.error()).contains(meaning);
    }

    @Test
    void should_have_a_device_ask_again_though_it_says_200() throws Exception {
        refuse("authorization_pending");
        refuse("slow_down");
        assertThat(signInOnDevice().accessToken()).startsWith("at-");
    }

    @Test
    void should_end_the_time_of_a_device_in_its_own_words() {
        refuse("token_expired");
        assertThatThrownBy(this::signInOnDevice)
                .isInstanceOf(GrantException.Cancelled.class)
                .hasMessageContaining("not used in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://github.com", "https://github.com/login/oauth"})
    void should_be_found_without_being_asked(String issuer) throws Exception {
        ProviderMetadata metadata = Provider.of(issuer).metadata();
        assertThat(metadata.issuer()).isEqualTo(ISSUER);
        assertThat(metadata.authorizationEndpoint()).hasToString("https://github.com/login/oauth/authorize");
        assertThat(metadata.otherHosts()).containsExactly("api.github.com");
    }
}
