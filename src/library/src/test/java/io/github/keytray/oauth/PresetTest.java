package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
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
    private Client client = Client.of("app");

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider behavesLike(Preset preset, EmbeddedProviderBuilder setup) {
        embedded.close();
        embedded = setup.start();
        return Provider.of(embedded.issuer()).as(preset, null);
    }

    /** A provider at which the client may come back to this address alone, and to no other port if it has one. */
    private EmbeddedProviderBuilder registered(URI redirectUri) {
        client = Client.of("desktop");
        RegisteredClient desktop = RegisteredClient.of("desktop").withRedirectUris(redirectUri);
        return EmbeddedProvider.builder().client(redirectUri.getPort() < 0 ? desktop : desktop.comparingPorts());
    }

    private AuthorizationCodeGrant grant(Provider provider) {
        return new AuthorizationCodeGrant(
                provider, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(20), CLOCK);
    }

    private Token signIn(Provider provider) throws GrantException, InterruptedException {
        return grant(provider).fetchToken(TokenRequest.interactive());
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
            "https://login.microsoftonline.us/8f1c2f5e-0000-0000-0000-000000000000/v2.0, ENTRA_ID",
            "https://github.com, GITHUB",
            "https://github.com/login/oauth, GITHUB",
            "https://github.acme.example, ANY",
            "https://gitlab.com, GITLAB",
            "https://gitlab.acme.example, GITLAB",
            "https://login.acme.example/realms/staff, KEYCLOAK",
            "https://login.acme.example/auth/realms/staff, KEYCLOAK",
            "https://acme.eu.auth0.com/, AUTH0",
            "https://acme.okta.com, OKTA",
            "https://acme.okta.com/oauth2/default, OKTA",
            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf, COGNITO",
            "https://sso.acme.example/openam/oauth2, OPENAM",
            "https://sso.acme.example/am/oauth2/realms/root/realms/staff, OPENAM",
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

        @ParameterizedTest
        @CsvSource({"accounts.google.com, true", "accounts.google.com.acme.example, false"})
        void should_be_known_without_its_scheme(String issuer, boolean known) {
            Provider google = behavesLike(Preset.GOOGLE, EmbeddedProvider.builder());
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().orElseThrow().claims().put("iss", issuer));
            if (known) assertThatCode(() -> signIn(google)).doesNotThrowAnyException();
            else assertThatThrownBy(() -> signIn(google)).hasMessageContaining("by somebody else");
        }

        @Test
        void should_be_left_the_last_word_of_the_application() throws Exception {
            Provider google = behavesLike(Preset.GOOGLE, EmbeddedProvider.builder());
            client = client.withParameter("access_type", "online").withParameter("prompt", "login");
            signIn(google);
            assertThat(asked().parameters())
                    .containsEntry("access_type", "online")
                    .containsEntry("prompt", "login");
        }
    }

    @Nested
    class Entra_id {
        @Test
        void should_be_told_a_redirect_to_localhost() throws Exception {
            Provider entra = behavesLike(Preset.ENTRA_ID, registered(URI.create("http://localhost")));
            assertThat(signIn(entra).idToken()).isNotNull();
            assertThat(asked().parameters().get("redirect_uri")).matches("http://localhost:\\d+");
        }

        /** An access token for an API of the application's own, not for Microsoft Graph. */
        @Test
        void should_not_be_asked_for_what_is_in_the_id_token() throws Exception {
            Provider entra = behavesLike(Preset.ENTRA_ID, EmbeddedProvider.builder());
            embedded.misbehave(Endpoint.USERINFO, answer -> answer.instead(401, "application/json", "{}"));
            assertThat(new UserInfoFetcher(entra).fetchUser(signIn(entra))).isEqualTo(new User("sub-alice", "alice"));
            assertThat(embedded.requests(Endpoint.USERINFO)).isEmpty();
        }

        @Test
        void should_be_named_with_a_tenant() {
            EmbeddedProvider provider =
                    EmbeddedProvider.builder().path("/common/v2.0").start();
            provider.misbehave(
                    Endpoint.DISCOVERY,
                    answer -> answer.json().put("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0"));
            try (provider) {
                assertThatThrownBy(() -> Provider.of(provider.issuer()).metadata())
                        .isInstanceOf(GrantException.Untrusted.class)
                        .hasMessageContaining("{tenantid}")
                        .hasMessageContaining("your own in place");
            }
        }
    }

    @Nested
    class A_provider_that_compares_the_port {
        @ParameterizedTest
        @EnumSource(names = {"AUTH0", "OKTA", "COGNITO"})
        void should_be_told_the_one_that_is_to_be_registered(Preset preset) throws Exception {
            Provider strict = behavesLike(preset, registered(URI.create(COMPARED.get(preset))));
            assertThat(signIn(strict).idToken()).isNotNull();
        }

        @Test
        void should_be_left_the_last_word_of_the_application() throws Exception {
            Provider okta = behavesLike(Preset.OKTA, registered(URI.create("http://localhost")));
            client = client.withRedirectUri(URI.create("http://localhost"));
            assertThat(signIn(okta).idToken()).isNotNull();
        }

        private static final Map<Preset, String> COMPARED = Map.of(
                Preset.AUTH0, "http://127.0.0.1:21864/callback",
                Preset.OKTA, "http://127.0.0.1:21864/callback",
                Preset.COGNITO, "http://localhost:21864/callback");
    }

    @Nested
    class A_provider_that_knows_few_prompts {
        @ParameterizedTest
        @EnumSource(names = {"ENTRA_ID", "OKTA", "AUTH0"})
        void should_not_be_asked_for_consent_where_it_is_an_obstacle(Preset preset) throws Exception {
            Provider provider = behavesLike(preset, EmbeddedProvider.builder().prompts("login", "select_account"));
            assertThat(signIn(provider).refreshToken()).startsWith("rt-");
        }

        @ParameterizedTest
        @EnumSource(names = {"GITLAB", "OKTA"})
        void should_let_people_select_an_account_in_its_way(Preset preset) throws Exception {
            Provider provider = behavesLike(preset, EmbeddedProvider.builder().prompts("login", "consent"));
            assertThat(grant(provider)
                            .fetchToken(TokenRequest.interactive().selectAccount())
                            .idToken())
                    .isNotNull();
            assertThat(asked().parameters()).containsEntry("prompt", "login");
        }
    }

    @Nested
    class A_provider_that_refuses_offline_access {
        @ParameterizedTest
        @EnumSource(names = {"GITLAB", "COGNITO", "GOOGLE", "OPENAM"})
        void should_not_be_asked_for_it(Preset preset) throws Exception {
            Provider strict = behavesLike(preset, EmbeddedProvider.builder().scopes("openid", "profile", "email"));
            assertThat(signIn(strict).idToken()).isNotNull();
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

        @Test
        void should_name_whoever_has_no_email_address() throws Exception {
            Provider cognito = behavesLike(Preset.COGNITO, EmbeddedProvider.builder());
            client = client.withScopes(Set.of("openid"));
            embedded.misbehave(
                    Endpoint.USERINFO,
                    answer -> answer.json().putAll(Map.of("username", "ana", "email_verified", "true")));
            assertThat(new UserInfoFetcher(cognito).fetchUser(signIn(cognito)).username())
                    .isEqualTo("ana");
        }

        @Test
        void should_not_be_sent_a_sign_out_that_it_would_refuse() throws Exception {
            Provider cognito = behavesLike(Preset.COGNITO, EmbeddedProvider.builder());
            Token token = signIn(cognito);
            StandInUser browser = StandInUser.called("alice");
            Logout logout = new Logout(cognito, client, Browser.of(browser::open), Duration.ofSeconds(20), CLOCK);
            assertThat(logout.endSession(token)).isFalse();
            assertThat(browser.visits()).isZero();
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
    class Keycloak {
        @Test
        void should_give_a_refresh_token_for_the_scope_and_consent() throws Exception {
            Provider keycloak =
                    behavesLike(Preset.KEYCLOAK, EmbeddedProvider.builder().strictOfflineAccess());
            assertThat(signIn(keycloak).refreshToken()).startsWith("rt-");
        }
    }
}
