package io.github.keytray.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedProviderTest extends EmbeddedProviderTestBase {
    @Nested
    class SignIn {
        @Test
        void should_tell_who_signed_in() throws Exception {
            JsonObject token = client.signIn(alice);

            SignedJWT idToken = SignedJWT.parse(token.get("id_token").getAsString());
            JWTClaimsSet claims = idToken.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo(provider.issuer());
            assertThat(claims.getAudience()).containsExactly("app");
            assertThat(claims.getSubject()).isEqualTo("sub-alice");
            assertThat(claims.getClaim("nonce")).isEqualTo("a-nonce");
            assertThat(claims.getIssueTime().toInstant()).isEqualTo(now.get());
            JsonObject userinfo = TestClient.json(client.getAs(token, provider.uri(Endpoint.USERINFO)));
            assertThat(userinfo.get("sub").getAsString()).isEqualTo("sub-alice");
            assertThat(userinfo.get("preferred_username").getAsString()).isEqualTo("alice");
        }

        @Test
        void should_echo_the_state_and_name_the_issuer() throws Exception {
            assertThat(client.authorize(alice))
                    .containsEntry("state", "a state & more")
                    .containsEntry("iss", provider.issuer())
                    .containsKey("code");
        }

        @Test
        void should_say_when_the_person_cancels() throws Exception {
            assertThat(client.authorize(StandInUser.of(EndUser.called("alice"), StandInUser.Does.DENY)))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", "a state & more")
                    .containsEntry("iss", provider.issuer());
        }

        @Test
        void should_ask_again_after_a_wrong_password() throws Exception {
            EndUser stranger = new EndUser("1", "alice", "wrong", "Alice", "");

            var page = StandInUser.of(stranger, StandInUser.Does.LOGIN)
                    .visit(client.authorizationUri())
                    .orElseThrow();

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body())
                    .contains("role=\"alert\"", "value=\"alice\"")
                    .doesNotContain("wrong\"");
        }

        @Test
        void should_remember_the_browser() throws Exception {
            client.signIn(alice);
            client.signIn(alice);

            assertThat(provider.requests(Endpoint.AUTHORIZATION)).hasSize(2);
            assertThat(provider.requests(Endpoint.LOGIN)).hasSize(1);
        }

        @Test
        void should_fill_in_the_login_hint() throws Exception {
            client.with("login_hint", "<alice>");

            assertThat(client.get(client.authorizationUri()).body()).contains("value=\"&lt;alice&gt;\"");
        }

        @Test
        void should_show_its_hint() throws Exception {
            use(builder().hint("alice & alice-pw"));

            assertThat(client.get(client.authorizationUri()).body()).contains("<p>alice &amp; alice-pw</p>");
        }

        @ParameterizedTest
        @CsvSource({"login, 2", "select_account, 2", "consent, 2"})
        void should_show_its_pages_when_told_to(String prompt, int forms) throws Exception {
            client.signIn(alice);

            assertThat(client.with("prompt", prompt).signIn(alice).has("access_token"))
                    .isTrue();
            assertThat(provider.requests(Endpoint.LOGIN)).hasSize(forms);
        }

        @Test
        void should_ask_for_consent_where_the_client_needs_it() throws Exception {
            TestClient careful = new TestClient(provider, "careful");

            assertThat(careful.signIn(alice).has("access_token")).isTrue();
            assertThat(provider.requests(Endpoint.LOGIN))
                    .extracting(request -> request.parameter("action").orElse(""))
                    .containsExactly("login", "allow");
        }

        @Test
        void should_not_show_a_page_for_prompt_none() throws Exception {
            client.with("prompt", "none");

            assertThat(client.authorize(alice)).containsEntry("error", "login_required");
        }

        @ParameterizedTest
        @CsvSource({
            "response_type, token, unsupported_response_type",
            "code_challenge_method, plain, invalid_request",
            "scope, openid everything, invalid_scope",
        })
        void should_refuse_what_it_does_not_offer(String name, String value, String error) throws Exception {
            assertThat(client.with(name, value).authorize(alice)).containsEntry("error", error);
        }

        @ParameterizedTest
        @CsvSource({
            "app, https://127.0.0.1/callback",
            "app, http://orders.example/callback",
            "strict, http://127.0.0.1:7/elsewhere",
            "nobody, http://127.0.0.1/callback",
        })
        void should_not_redirect_to_where_nobody_is_known(String id, String redirectUri) throws Exception {
            client.with("client_id", id).with("redirect_uri", redirectUri);

            var answer = client.get(client.authorizationUri());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }

        @Test
        void should_ignore_the_port_of_a_registered_loopback_address() throws Exception {
            assertThat(new TestClient(provider, "strict").signIn(alice).has("access_token"))
                    .isTrue();
        }
    }

    @Nested
    class Tokens {
        @Test
        void should_redeem_a_code_once() throws Exception {
            String code = client.authorize(alice).getOrDefault("code", "");
            JsonObject token = TestClient.json(client.redeem(code));

            assertThat(TestClient.json(client.redeem(code)).get("error").getAsString())
                    .isEqualTo("invalid_grant");
            assertThat(client.refresh(token).statusCode()).isEqualTo(400);
        }

        @Test
        void should_rotate_refresh_tokens_and_notice_a_second_use() throws Exception {
            JsonObject first = client.signIn(alice);
            JsonObject second = TestClient.json(client.refresh(first));
            assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));

            assertThat(client.refresh(first).body()).contains("invalid_grant");
            assertThat(client.refresh(second).body()).contains("invalid_grant");
        }

        @Test
        void should_keep_a_refresh_token_good_without_rotation() throws Exception {
            use(builder().rotate(false));
            JsonObject token = client.signIn(alice);

            assertThat(TestClient.json(client.refresh(token)).has("refresh_token"))
                    .isFalse();
            assertThat(client.refresh(token).statusCode()).isEqualTo(200);
        }

        @Test
        void should_issue_no_refresh_token_unless_asked() throws Exception {
            assertThat(client.with("scope", "openid").signIn(alice).has("refresh_token"))
                    .isFalse();
        }

        @Test
        void should_want_consent_for_offline_access_where_it_is_strict() throws Exception {
            use(builder().strictOfflineAccess());

            assertThat(client.signIn(alice).has("refresh_token")).isFalse();
            assertThat(client.with("prompt", "consent").signIn(alice).has("refresh_token"))
                    .isTrue();
        }

        @Test
        void should_end_when_their_time_is_over() throws Exception {
            use(builder().accessTokenLife(Duration.ofMinutes(1)).refreshTokenLife(Duration.ofMinutes(10)));
            JsonObject token = client.signIn(alice);
            URI greeting = provider.resource("greeting");
            assertThat(client.getAs(token, greeting).body()).contains("alice");

            now.updateAndGet(time -> time.plusSeconds(60));
            assertThat(client.getAs(token, greeting).statusCode()).isEqualTo(401);
            now.updateAndGet(time -> time.plusSeconds(540));
            assertThat(client.refresh(token).body()).contains("invalid_grant");
        }

        @Test
        void should_be_revoked_together() throws Exception {
            JsonObject token = client.signIn(alice);

            client.post(
                    Endpoint.REVOCATION,
                    Map.of(
                            "client_id",
                            "app",
                            "token",
                            token.get("refresh_token").getAsString()));

            assertThat(client.refresh(token).statusCode()).isEqualTo(400);
            assertThat(client.getAs(token, provider.uri(Endpoint.USERINFO)).statusCode())
                    .isEqualTo(401);
        }

        @Test
        void should_need_the_secret_of_a_confidential_client() throws Exception {
            Map<String, String> none = Map.of("grant_type", "refresh_token", "client_id", "vault");
            Map<String, String> post =
                    Map.of("grant_type", "refresh_token", "client_id", "vault", "client_secret", "s3cret:/ +");
            String basic = "Basic dmF1bHQ6czNjcmV0JTNBJTJGKyUyQg==";

            assertThat(client.token(none).body()).contains("invalid_client");
            assertThat(client.token(post).body()).contains("invalid_grant");
            assertThat(client.post(Endpoint.TOKEN, Map.of("grant_type", "refresh_token"), "Authorization", basic)
                            .body())
                    .contains("invalid_grant");
        }
    }
}
