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
import io.github.keytray.provider.Misbehaviour;
import io.github.keytray.provider.RegisteredClient;
import io.github.keytray.provider.Request;
import io.github.keytray.provider.StandInUser;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each quirk, at a provider that behaves that way. */
class PresetTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final Client client = Client.of("app");

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider behavesLike(Preset preset, EmbeddedProviderBuilder setup) {
        return behavesLike(preset, setup, null);
    }

    private Provider behavesLike(Preset preset, EmbeddedProviderBuilder setup, @Nullable ProviderMetadata metadata) {
        embedded.close();
        embedded = setup.start();
        return Provider.of(embedded.issuer()).as(preset, metadata);
    }

    private Token signIn(Provider provider) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(provider, client, StandInUser.called("alice"), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    private Request asked() {
        return embedded.requests(Endpoint.AUTHORIZATION).get(0);
    }

    @Nested
    class An_issuer {
        @ParameterizedTest
        @CsvSource({
            "https://accounts.google.com, GOOGLE",
            "https://login.microsoftonline.com/8f1c2f5e-0000-0000-0000-000000000000/v2.0, ENTRA_ID",
            "https://github.com, GITHUB",
            "https://gitlab.com, GITLAB",
            "https://gitlab.acme.example, GITLAB",
            "https://login.acme.example/realms/staff, KEYCLOAK",
            "https://login.acme.example/auth/realms/staff, KEYCLOAK",
            "https://acme.eu.auth0.com/, AUTH0",
            "https://acme.okta.com, OKTA",
            "https://acme.okta.com/oauth2/default, OKTA",
            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf, COGNITO",
            "https://login.acme.example, ANY",
            "https://accounts.google.com.acme.example, ANY",
        })
        void should_tell_the_preset(String issuer, Preset preset) {
            assertThat(Provider.of(issuer).preset()).isEqualTo(preset);
        }

        @ParameterizedTest
        @EnumSource
        void should_be_of_the_preset_whose_template_is_filled_in(Preset preset) {
            assertThat(Preset.of(preset.template().replaceAll("\\{\\w+}", "acme")))
                    .isEqualTo(preset);
        }

        @ParameterizedTest
        @EnumSource
        void should_lead_to_the_documentation(Preset preset) {
            assertThat(preset.documentation()).hasScheme("https").hasNoQuery();
        }
    }

    @Nested
    class Google {
        @Test
        void should_be_asked_for_a_refresh_token_in_its_own_way() throws Exception {
            Provider google =
                    behavesLike(Preset.GOOGLE, EmbeddedProvider.builder().scopes("openid", "profile", "email"));
            assertThat(signIn(google).idToken()).isNotNull();
            assertThat(asked().parameters())
                    .containsEntry("access_type", "offline")
                    .containsEntry("prompt", "consent")
                    .hasEntrySatisfying("scope", scope -> assertThat(scope).doesNotContain("offline_access"));
        }

        @Test
        void should_be_left_the_last_word_of_the_application() throws Exception {
            Provider google = behavesLike(Preset.GOOGLE, EmbeddedProvider.builder());
            new AuthorizationCodeGrant(
                            google,
                            client.withParameter("access_type", "online").withParameter("prompt", "login"),
                            StandInUser.called("alice"),
                            Duration.ofSeconds(20),
                            CLOCK)
                    .fetchToken(TokenRequest.interactive());
            assertThat(asked().parameters())
                    .containsEntry("access_type", "online")
                    .containsEntry("prompt", "login");
        }
    }

    @Nested
    class Entra_id {
        @Test
        void should_be_told_a_redirect_to_localhost() throws Exception {
            EmbeddedProviderBuilder strict = EmbeddedProvider.builder()
                    .client(RegisteredClient.of("desktop").withRedirectUris(URI.create("http://localhost")));
            Provider entra = behavesLike(Preset.ENTRA_ID, strict);
            Token token = new AuthorizationCodeGrant(
                            entra, Client.of("desktop"), StandInUser.called("alice"), Duration.ofSeconds(20), CLOCK)
                    .fetchToken(TokenRequest.interactive());
            assertThat(token.idToken()).isNotNull();
            assertThat(asked().parameters().get("redirect_uri")).matches("http://localhost:\\d+");
        }
    }

    @Nested
    class Github {
        private Provider github() {
            embedded.close();
            EmbeddedProviderBuilder setup = EmbeddedProvider.builder().scopes("read:user");
            Provider provider = behavesLike(Preset.GITHUB, setup);
            embedded.misbehave(Endpoint.DISCOVERY, Misbehaviour.HTML);
            embedded.misbehave(Endpoint.TOKEN, answer -> {
                answer.idToken(null);
                answer.json().keySet().removeAll(Set.of("refresh_token", "expires_in"));
                answer.json().replace("token_type", "bearer");
            });
            embedded.misbehave(Endpoint.USERINFO, answer -> {
                answer.json().clear();
                answer.json().putAll(Map.of("id", 583231, "login", "alice", "name", "Alice"));
            });
            return provider.as(Preset.GITHUB, spelledOut());
        }

        private ProviderMetadata spelledOut() {
            return new ProviderMetadata(
                    embedded.issuer(),
                    embedded.uri(Endpoint.AUTHORIZATION),
                    embedded.uri(Endpoint.TOKEN),
                    embedded.uri(Endpoint.USERINFO),
                    null,
                    null,
                    null,
                    embedded.uri(Endpoint.DEVICE_AUTHORIZATION),
                    null,
                    Set.of("client_secret_post"),
                    false,
                    false);
        }

        @Test
        void should_name_people_by_its_api() throws Exception {
            Provider github = github();
            Token token = signIn(github);
            assertThat(token.expiresAt()).isNull();
            assertThat(token.refreshToken()).isNull();
            assertThat(new UserInfoFetcher(github).fetchUser(token)).isEqualTo(new User("583231", "alice"));
            assertThat(asked().parameters()).containsEntry("scope", "read:user").doesNotContainKey("nonce");
            assertThat(embedded.requests(Endpoint.DISCOVERY)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"bad_refresh_token, true", "bad_verification_code, true", "incorrect_client_credentials, false"})
        void should_refuse_with_200_and_names_of_its_own(String error, boolean invalidGrant) {
            Provider github = github();
            embedded.misbehave(
                    Endpoint.TOKEN, answer -> answer.instead(200, "application/json", "{\"error\":\"" + error + "\"}"));
            GrantException.Rejected refused = catchThrowableOfType(GrantException.Rejected.class, () -> signIn(github));
            assertThat(refused.isInvalidGrant()).isEqualTo(invalidGrant);
        }

        @Test
        void should_be_found_without_being_asked() throws Exception {
            ProviderMetadata metadata = Provider.of("https://github.com").metadata();
            assertThat(metadata.authorizationEndpoint()).hasToString("https://github.com/login/oauth/authorize");
            assertThat(metadata.otherHosts()).containsExactly("api.github.com");
        }
    }

    @Nested
    class A_provider_that_refuses_offline_access {
        @ParameterizedTest
        @EnumSource(names = {"GITLAB", "COGNITO", "GOOGLE"})
        void should_not_be_asked_for_it(Preset preset) throws Exception {
            Provider strict = behavesLike(preset, EmbeddedProvider.builder().scopes("openid", "profile", "email"));
            assertThat(signIn(strict).idToken()).isNotNull();
        }

        @Test
        void should_be_told_from_one_that_wants_it() throws Exception {
            Provider strict = behavesLike(Preset.ANY, EmbeddedProvider.builder().scopes("openid", "profile", "email"));
            GrantException.Rejected refused = catchThrowableOfType(GrantException.Rejected.class, () -> signIn(strict));
            assertThat(refused.error()).contains("invalid_scope");
        }
    }

    @Nested
    class Cognito {
        @Test
        void should_keep_the_refresh_token_that_no_answer_repeats() throws Exception {
            Provider cognito = behavesLike(Preset.COGNITO, EmbeddedProvider.builder());
            embedded.misbehaveOnce(Endpoint.TOKEN, answer -> answer.json().put("refresh_token", "the one"));
            Token first = signIn(cognito);
            embedded.misbehave(Endpoint.TOKEN, Misbehaviour.NO_REFRESH_TOKEN);
            Token second = signIn(cognito).succeeding(first);
            assertThat(second.refreshToken()).isEqualTo("the one");
        }
    }

    @Nested
    class Auth0 {
        @Test
        void should_be_written_with_its_last_slash() throws Exception {
            Provider auth0 =
                    behavesLike(Preset.AUTH0, EmbeddedProvider.builder().path("/"));
            assertThat(signIn(auth0).idToken()).isNotNull();
            String without = embedded.issuer().replaceFirst("/$", "");
            assertThatThrownBy(() -> Provider.of(without).metadata())
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("to the last slash");
        }
    }

    @Nested
    class Okta_and_keycloak {
        @ParameterizedTest
        @EnumSource(names = {"OKTA", "KEYCLOAK"})
        void should_give_a_refresh_token_for_the_scope_and_consent(Preset preset) throws Exception {
            Provider provider = behavesLike(preset, EmbeddedProvider.builder().strictOfflineAccess());
            assertThat(signIn(provider).refreshToken()).startsWith("rt-");
        }
    }
}
