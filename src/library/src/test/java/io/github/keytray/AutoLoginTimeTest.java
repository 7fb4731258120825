package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.SCOPES;
import static io.github.keytray.Fixtures.offline;
import static io.github.keytray.Fixtures.refusal;
import static io.github.keytray.Fixtures.token;
import static io.github.keytray.Fixtures.undated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tokens that end, or do not say when, and clocks that are wrong. */
class AutoLoginTimeTest extends AutoLoginTestBase {
    @Nested
    class A_clock_that_is_wrong {
        @BeforeEach
        void signIn() throws Exception {
            store.user = new StoredUser(ANA, token("1"));
            grant.fetchToken(SILENT);
        }

        @Test
        void should_not_lengthen_the_life_of_a_token_when_it_is_set_back() throws Exception {
            clock.advance(Duration.ofMinutes(45));
            clock.set(Duration.ofMinutes(-30));
            assertThat(grant.fetchToken(SILENT))
                    .as("a quarter of an hour is left")
                    .isEqualTo(token("1"));
            clock.advance(Duration.ofMinutes(16));
            delegate.then(issuedNow("2"));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(issuedNow("2"));
        }

        @Test
        void should_not_lengthen_the_lives_of_two_tokens_by_turns_when_it_is_set_back() throws Exception {
            store.others = List.of(new StoredUser(BOB, token("bob")));
            for (int minutes = 0; minutes < 45; minutes += 5) {
                assertThat(grant.fetchToken(SILENT.sub("sub-ana"))).isEqualTo(token("1"));
                assertThat(grant.fetchToken(SILENT.sub("sub-bob"))).isEqualTo(token("bob"));
                clock.advance(Duration.ofMinutes(5));
            }
            clock.set(Duration.ofMinutes(-30));
            assertThat(grant.fetchToken(SILENT.sub("sub-ana"))).isEqualTo(token("1"));
            assertThat(grant.fetchToken(SILENT.sub("sub-bob"))).isEqualTo(token("bob"));
            clock.advance(Duration.ofMinutes(16));
            for (String name : List.of("ana", "bob")) {
                delegate.then(issuedNow(name + "-2"));
                assertThat(grant.fetchToken(SILENT.sub("sub-" + name))).isEqualTo(issuedNow(name + "-2"));
            }
        }

        @Test
        void should_cost_one_renewal_when_it_is_set_back_by_far() throws Exception {
            clock.set(Duration.ofDays(-400));
            delegate.then(issuedNow("2"));
            for (int i = 0; i < 3; i++) assertThat(grant.fetchToken(SILENT)).isEqualTo(issuedNow("2"));
        }

        @Test
        void should_cost_one_renewal_when_it_is_set_forward_and_one_when_it_is_right_again() throws Exception {
            clock.set(Duration.ofDays(400));
            delegate.then(issuedNow("2"));
            for (int i = 0; i < 3; i++) grant.fetchToken(SILENT);
            clock.set(Duration.ofDays(-400));
            delegate.then(issuedNow("3"));
            for (int i = 0; i < 3; i++) assertThat(grant.fetchToken(SILENT)).isEqualTo(issuedNow("3"));
        }

        @Test
        void should_not_prolong_a_life_that_went_by_in_sleep() throws Exception {
            clock.set(Duration.ofHours(2));
            delegate.then(issuedNow("2"));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(issuedNow("2"));
        }

        private Token issuedNow(String name) {
            Instant now = clock.instant();
            return new Token(name, "Bearer", "r" + name, null, SCOPES, SCOPES, now, now.plus(Duration.ofHours(1)));
        }
    }

    @Nested
    class A_token_without_an_end {
        {
            store.user = new StoredUser(ANA, undated("1"));
        }

        @Test
        void should_be_checked_with_the_provider_once_an_hour() throws Exception {
            grant.fetchToken(SILENT);
            grant.fetchToken(SILENT);
            assertThat(asked).hasSize(1);
            clock.advance(Duration.ofHours(1));
            grant.fetchToken(SILENT);
            assertThat(asked).hasSize(2);
        }

        @Test
        void should_need_no_second_question_right_after_the_sign_in() throws Exception {
            store.user = null;
            delegate.then(undated("2"));
            Token token = grant.fetchToken(INTERACTIVE);
            assertThat(grant.needsRefresh(token)).isFalse();
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token);
            assertThat(asked).hasSize(1);
            clock.advance(Duration.ofHours(1));
            assertThat(grant.needsRefresh(token)).isTrue();
        }

        @Test
        void should_need_no_question_right_after_its_renewal() throws Exception {
            delegate.then(undated("2"));
            Token token = grant.fetchToken(SILENT.forceRefresh());
            assertThat(grant.needsRefresh(token)).isFalse();
            assertThat(asked).isEmpty();
        }

        @Test
        void should_not_be_condemned_by_a_refusal_about_something_else() throws Exception {
            providerSays = refusal("insufficient_scope");
            assertThat(grant.fetchToken(SILENT)).isEqualTo(undated("1"));
            providerSays = null;
            grant.fetchToken(SILENT);
            assertThat(asked).hasSize(2);
        }

        @Test
        void should_be_returned_while_the_provider_is_out_of_reach() throws Exception {
            providerSays = offline();
            assertThat(grant.fetchToken(SILENT)).isEqualTo(undated("1"));
        }

        @Test
        void should_need_the_person_when_the_provider_refuses_it() {
            providerSays = refusal("invalid_token");
            delegate.then(new InteractionRequired("Please sign in."));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            assertThat(asked).hasSize(1);
        }

        @Test
        void should_not_do_when_it_is_somebody_elses() {
            signsIn = BOB;
            delegate.then(new InteractionRequired("Please sign in."));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
        }
    }
}
