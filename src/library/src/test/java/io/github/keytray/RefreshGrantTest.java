package io.github.keytray;

import static io.github.keytray.Fixtures.offline;
import static io.github.keytray.Fixtures.refusal;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Fixtures.ScriptedGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshGrantTest {
    private final List<@Nullable String> sent = new ArrayList<>();
    private long passed;
    private final ScriptedGrant provider = new ScriptedGrant();
    private final ScriptedGrant person = new ScriptedGrant();
    private final Grant grant = new RefreshGrant(
            (stale, scopes) -> {
                sent.add(stale.refreshToken());
                return provider.fetchToken(TokenRequest.silent());
            },
            person,
            () -> passed);

    @Nested
    class With_a_refresh_token {
        private final TokenRequest silent = TokenRequest.silent().previous(token("old"));
        private final TokenRequest interactive = TokenRequest.interactive().previous(token("old"));

        @Test
        void should_refresh_without_the_person() throws Exception {
            provider.then(token("new"));
            assertThat(grant.fetchToken(interactive)).isEqualTo(token("new"));
            assertThat(sent).containsExactly("refresh-old");
            assertThat(person.requests).isEmpty();
        }

        @Test
        void should_hand_a_refusal_to_a_silent_caller() {
            GrantException.Rejected refusal = refusal("invalid_grant");
            provider.then(refusal);
            assertThatThrownBy(() -> grant.fetchToken(silent)).isSameAs(refusal);
        }

        @Test
        void should_ask_the_person_when_refused() throws Exception {
            provider.then(refusal("invalid_grant"));
            person.then(token("new"));
            assertThat(grant.fetchToken(interactive)).isEqualTo(token("new"));
        }

        @Test
        void should_never_send_a_refused_refresh_token_again() {
            provider.then(refusal("invalid_grant"));
            assertThatThrownBy(() -> grant.fetchToken(silent)).isInstanceOf(GrantException.Rejected.class);
            assertThatThrownBy(() -> grant.fetchToken(silent)).isInstanceOf(GrantException.InteractionRequired.class);
            assertThat(sent).containsExactly("refresh-old");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"invalid_request", "invalid_token", "unauthorized_client", "access_denied"})
        void should_send_it_once_a_day_when_it_was_refused_by_another_name(@Nullable String error) throws Exception {
            provider.then(refusal(error)).then(token("new"));
            assertThatThrownBy(() -> grant.fetchToken(silent)).isInstanceOf(GrantException.Rejected.class);
            passed = Duration.ofHours(23).toNanos();
            assertThatThrownBy(() -> grant.fetchToken(silent)).isInstanceOf(GrantException.InteractionRequired.class);
            passed = Duration.ofHours(25).toNanos();
            assertThat(grant.fetchToken(silent)).isEqualTo(token("new"));
            assertThat(sent).hasSize(2);
        }

        @Test
        void should_know_each_of_two_that_were_refused() {
            provider.then(refusal("invalid_token")).then(refusal("invalid_token"));
            for (int i = 0; i < 3; i++) {
                for (String each : List.of("anas", "bobs")) {
                    assertThatThrownBy(
                                    () -> grant.fetchToken(TokenRequest.silent().previous(token(each))))
                            .isInstanceOf(GrantException.class);
                }
            }
            assertThat(sent).containsExactly("refresh-anas", "refresh-bobs");
        }

        @Test
        void should_send_it_again_when_only_the_scopes_were_refused() throws Exception {
            provider.then(refusal("invalid_scope")).then(token("new"));
            assertThatThrownBy(() -> grant.fetchToken(silent)).isInstanceOf(GrantException.Rejected.class);
            assertThat(grant.fetchToken(silent)).isEqualTo(token("new"));
        }

        @Test
        void should_not_trouble_the_person_while_the_provider_is_out_of_reach() {
            provider.then(offline());
            assertThatThrownBy(() -> grant.fetchToken(interactive)).isInstanceOf(GrantException.Unreachable.class);
            assertThat(person.requests).isEmpty();
        }

        @Test
        void should_ask_the_person_for_scopes_that_were_never_granted() throws Exception {
            person.then(token("new"));
            assertThat(grant.fetchToken(interactive.scopes("orders.write"))).isEqualTo(token("new"));
            assertThat(sent).isEmpty();
        }

        @Test
        void should_leave_a_sign_in_to_the_person() throws Exception {
            person.then(token("new"));
            assertThat(grant.fetchToken(interactive.signInAgain())).isEqualTo(token("new"));
            assertThat(sent).isEmpty();
        }
    }

    @Nested
    class Without_a_refresh_token {
        @Test
        void should_need_the_person() {
            assertThatThrownBy(() -> grant.fetchToken(
                            TokenRequest.silent().previous(token("old").withoutRefreshToken())))
                    .isInstanceOf(GrantException.InteractionRequired.class);
        }

        @Test
        void should_ask_the_person() throws Exception {
            person.then(token("new"));
            assertThat(grant.fetchToken(TokenRequest.interactive())).isEqualTo(token("new"));
        }
    }
}
