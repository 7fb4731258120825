package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.OutgoingResponse;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal to refresh is one of the sign-in, and not everything that looks like one is. */
class RefusedRefreshTest extends RefreshTestBase {
    @ParameterizedTest
    @CsvSource({
        "400, invalid_request",
        "400, invalid_grant",
        "401, invalid_token",
        "401, Unauthorized",
        "403, access_denied",
        "200, access_denied",
        "400, unauthorized_client",
        "400, interaction_required",
        "400, login_required"
    })
    void should_be_one_of_the_sign_in_and_never_the_persons(int status, String error) throws Exception {
        Token stale = signIn();
        Consumer<OutgoingResponse> refusal =
                answer -> answer.instead(status, "application/json", "{\"error\":\"" + error + "\"}");
        embedded.misbehave(Endpoint.TOKEN, refusal);
        Rejected refused = catchThrowableOfType(Rejected.class, () -> refresh(stale));
        assertThat(refused.error()).contains(error);
        assertThat(refused).hasMessageNotContainingAny("browser", "registration");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void should_be_told_from_a_provider_that_is_away(int status) throws Exception {
        Token stale = signIn();
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.instead(status, "application/json", "{}"));
        assertThatThrownBy(() -> refresh(stale)).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, application/json, {}",
        "200, application/json, '{\"message\":\"hello\"}'",
        "403, text/html, <html>blocked</html>",
        "404, text/html, <html>not here</html>"
    })
    void should_be_told_from_an_answer_that_is_not_the_providers(int status, String type, String body)
            throws Exception {
        Token stale = signIn();
        MemoryUserStore store = new MemoryUserStore();
        store.putDefaultUser(lapsed(stale));
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.instead(status, type, body));
        AutoLoginGrant grant = grant(store);
        assertThatThrownBy(() -> grant.fetchToken(TokenRequest.silent())).isInstanceOf(Unreachable.class);
        embedded.behave();
        assertThat(grant.fetchToken(TokenRequest.silent()).accessToken()).isNotEqualTo(stale.accessToken());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void should_be_told_from_metadata_that_cannot_be_had(int status) throws Exception {
        Token stale = signIn();
        MemoryUserStore store = new MemoryUserStore();
        store.putDefaultUser(lapsed(stale));
        embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.instead(status, "text/plain", "no"));
        AutoLoginGrant grant = grant(store);
        assertThatThrownBy(() -> grant.fetchToken(TokenRequest.silent()))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("at the moment");
        assertThat(embedded.requests(Endpoint.TOKEN)).isEmpty();
        embedded.behave();
        assertThat(grant.fetchToken(TokenRequest.silent()).accessToken()).isNotEqualTo(stale.accessToken());
    }

    @Test
    void should_be_sent_once_by_a_process_and_be_kept() throws Exception {
        CountingStore store = new CountingStore();
        StoredUser lapsed = lapsed(signIn());
        store.kept.putDefaultUser(lapsed);
        embedded.misbehave(
                Endpoint.TOKEN, answer -> answer.instead(401, "application/json", "{\"error\":\"invalid_token\"}"));
        AutoLoginGrant grant = grant(store);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> grant.fetchToken(TokenRequest.silent())).isInstanceOf(InteractionRequired.class);
        }
        assertThat(embedded.requests(Endpoint.TOKEN)).hasSize(1);
        assertThat(store.kept.getDefaultUser()).contains(new StoredUser(lapsed.user(), lapsed.token(), true));
    }
}
