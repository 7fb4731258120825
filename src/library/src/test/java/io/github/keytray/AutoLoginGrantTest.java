package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.locked;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Fixtures.FakeStore;
import io.github.keytray.GrantException.InteractionRequired;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AutoLoginGrantTest extends AutoLoginTestBase {
    @Nested
    class Nobody_stored {
        @Test
        void should_need_the_person() {
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            assertThat(delegate.requests).isEmpty();
        }

        @Test
        void should_ask_the_person_and_store_whom_they_want_stored() throws Exception {
            delegate.then(token("1"));
            assertThat(grant.fetchUser(INTERACTIVE)).isEqualTo(new StoredUser(ANA, token("1")));
            assertThat(told).containsExactly("save ana?");
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
        }

        @Test
        void should_ask_the_provider_who_it_was_just_once() throws Exception {
            delegate.then(token("1"));
            grant.fetchToken(INTERACTIVE);
            grant.fetchToken(INTERACTIVE);
            assertThat(asked).hasSize(1);
        }

        @Test
        void should_not_lose_the_sign_in_that_cannot_be_stored() throws Exception {
            store.failsToWrite = locked();
            delegate.then(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(told).containsExactly("save ana?", "not saved, LOCKED");
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
        }

        @Test
        void should_hand_on_that_the_person_cancelled() {
            GrantException cancelled = new GrantException.Cancelled("You closed the window.");
            delegate.then(cancelled);
            assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE)).isSameAs(cancelled);
            assertThat(store.writes).isZero();
        }
    }

    @Nested
    class Ana_stored {
        {
            store.user = new StoredUser(ANA, token("1"));
        }

        @Test
        void should_return_the_stored_token_without_asking_anybody() throws Exception {
            assertThat(grant.fetchUser(SILENT)).isEqualTo(store.user);
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(delegate.requests).isEmpty();
            assertThat(asked).isEmpty();
        }

        @Test
        void should_renew_within_the_margin_and_store_before_it_returns() throws Exception {
            clock.advance(Duration.ofMinutes(59).plusSeconds(1));
            delegate.then(request -> {
                assertThat(store.held).isTrue();
                assertThat(request.isInteractive()).isFalse();
                assertThat(request.previous()).contains(token("1"));
                return token("2");
            });
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("2"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
            assertThat(told).isEmpty();
        }

        @Test
        void should_renew_a_token_that_will_not_live_long_enough() throws Exception {
            delegate.then(token("2"));
            assertThat(grant.fetchToken(SILENT.minValidity(Duration.ofHours(2))))
                    .isEqualTo(token("2"));
        }

        @Test
        void should_hand_out_what_others_renewed_meanwhile() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            FakeStore shared = new FakeStore();
            shared.user = new StoredUser(ANA, token("1"));
            Token renewed = new Token(
                    "access-2",
                    "Bearer",
                    null,
                    null,
                    Fixtures.SCOPES,
                    Fixtures.SCOPES,
                    clock.instant(),
                    clock.instant().plus(Duration.ofHours(1)));
            AccountStore racing = new RacingStore(shared, () -> shared.user = new StoredUser(ANA, renewed));
            Grant loser = new AutoLoginGrant(racing, widget, token -> ANA, delegate, clock);
            assertThat(loser.fetchToken(SILENT)).isEqualTo(renewed);
            assertThat(loser.fetchToken(SILENT.replacing(token("1")))).isEqualTo(renewed);
            assertThat(delegate.requests).isEmpty();
        }

        @Test
        void should_let_a_sign_out_in_between_win() {
            clock.advance(LONG_PAST_EXPIRY);
            FakeStore shared = new FakeStore();
            shared.user = new StoredUser(ANA, token("1"));
            AccountStore racing = new RacingStore(shared, () -> shared.user = null);
            Grant late = new AutoLoginGrant(racing, widget, token -> ANA, delegate, clock);
            assertThatThrownBy(() -> late.fetchToken(SILENT))
                    .isInstanceOf(InteractionRequired.class)
                    .hasMessageContaining("signed out");
            assertThat(shared.user).isNull();
        }

        @Test
        void should_delegate_past_a_valid_token_when_forced() throws Exception {
            delegate.then(token("2"));
            assertThat(grant.fetchToken(SILENT.forceRefresh())).isEqualTo(token("2"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
        }

        @Test
        void should_clear_nothing_when_forced_and_refused() {
            delegate.then(new InteractionRequired("Please sign in."));
            assertThatThrownBy(() -> grant.fetchToken(SILENT.forceRefresh())).isInstanceOf(InteractionRequired.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
        }

        @Test
        void should_clear_when_asked_to() throws Exception {
            assertThatThrownBy(() -> grant.fetchToken(SILENT.forgetDefaultUser()))
                    .isInstanceOf(InteractionRequired.class);
            assertThat(store.user).isNull();
        }

        @Test
        void should_tell_who_was_forgotten() throws Exception {
            assertThat(grant.forget()).contains(new StoredUser(ANA, token("1")));
            assertThat(grant.forget()).isEmpty();
        }

        @Test
        void should_renew_the_token_that_is_to_be_replaced() throws Exception {
            delegate.then(token("2"));
            assertThat(grant.fetchToken(SILENT.replacing(token("1")))).isEqualTo(token("2"));
        }

        @Test
        void should_return_another_token_than_the_one_to_be_replaced() throws Exception {
            assertThat(grant.fetchToken(SILENT.replacing(token("0")))).isEqualTo(token("1"));
        }

        @Test
        void should_ask_for_scopes_that_were_never_granted() throws Exception {
            delegate.then(new InteractionRequired("Please sign in.")).then(token("2"));
            assertThat(grant.fetchToken(INTERACTIVE.scopes("orders.write")))
                    .isEqualTo(token("2").requestedScopes(Set.of("orders.write")));
            assertThat(delegate.requests.get(1).isInteractive()).isTrue();
        }

        @Test
        void should_store_the_same_person_again_without_asking() throws Exception {
            delegate.then(token("2"));
            assertThat(grant.fetchToken(INTERACTIVE.signInAgain())).isEqualTo(token("2"));
            assertThat(told).isEmpty();
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
            assertThat(delegate.requests.get(0).loginHint()).contains("ana");
        }

        @Test
        void should_leave_her_alone_when_bob_does_not_want_to_be_stored() throws Exception {
            signsIn = BOB;
            save = false;
            delegate.then(token("bob"));
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(BOB);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
            assertThat(delegate.requests.get(0).loginHint()).isEmpty();
            assertThat(grant.fetchUser(SILENT).user())
                    .as("bob, in this session")
                    .isEqualTo(BOB);
        }

        @Test
        void should_make_room_for_bob_when_he_wants_to_be_stored() throws Exception {
            signsIn = BOB;
            delegate.then(token("bob"));
            grant.fetchToken(INTERACTIVE.selectAccount());
            assertThat(told).containsExactly("save bob?");
            assertThat(store.user).isEqualTo(new StoredUser(BOB, token("bob")));
        }

        @Test
        void should_be_refused_to_a_session_of_bob() {
            assertThatThrownBy(() -> grant.fetchToken(SILENT.sub("sub-bob"))).isInstanceOf(InteractionRequired.class);
        }

        @Test
        void should_not_take_ana_for_bob() {
            delegate.then(token("2"));
            assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE.sub("sub-bob")))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("ana");
            assertThat(store.writes).isZero();
        }

        @Test
        void should_refresh_for_the_session_when_the_fresh_token_cannot_be_stored() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            store.failsToWrite = locked();
            delegate.then(token("2"));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("2"));
            assertThat(told).containsExactly("not saved, LOCKED");
        }
    }

    @Nested
    class The_person_said_no {
        {
            save = false;
        }

        @Test
        void should_live_and_refresh_in_memory_only() throws Exception {
            delegate.then(token("1")).then(token("2"));
            grant.fetchToken(INTERACTIVE);
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
            clock.advance(LONG_PAST_EXPIRY);
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("2"));
            assertThat(store.writes).isZero();
            assertThat(store.user).isNull();
        }

        @Test
        void should_not_be_asked_again_in_this_session() throws Exception {
            delegate.then(token("1")).then(token("2"));
            grant.fetchToken(INTERACTIVE);
            grant.fetchToken(INTERACTIVE.signInAgain());
            assertThat(told).containsExactly("save ana?");
            assertThat(store.writes).isZero();
        }

        @Test
        void should_be_forgotten_with_the_session() throws Exception {
            delegate.then(token("1"));
            grant.fetchToken(INTERACTIVE);
            assertThat(grant.forget()).contains(new StoredUser(ANA, token("1")));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
        }
    }
}
