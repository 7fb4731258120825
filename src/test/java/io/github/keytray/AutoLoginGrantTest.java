package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.NOON;
import static io.github.keytray.Fixtures.SCOPES;
import static io.github.keytray.Fixtures.locked;
import static io.github.keytray.Fixtures.offline;
import static io.github.keytray.Fixtures.refusal;
import static io.github.keytray.Fixtures.token;
import static io.github.keytray.Fixtures.undated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Fixtures.FakeClock;
import io.github.keytray.Fixtures.FakeStore;
import io.github.keytray.Fixtures.ScriptedGrant;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AutoLoginGrantTest {
    private static final TokenRequest SILENT = TokenRequest.silent();
    private static final TokenRequest INTERACTIVE = TokenRequest.interactive();
    private static final Duration LONG_PAST_EXPIRY = Duration.ofHours(2);

    private final FakeStore store = new FakeStore();
    private final ScriptedGrant delegate = new ScriptedGrant();
    private final FakeClock clock = new FakeClock();
    private final List<String> told = new ArrayList<>();
    private final List<Token> asked = new ArrayList<>();
    private User signsIn = ANA;
    private @Nullable GrantException providerSays;
    private boolean save = true;
    private boolean goOnUnsaved;
    private boolean impatient;
    private boolean signInHere;

    private final AutoLoginWidget widget = new AutoLoginWidget() {
        @Override
        public boolean shouldWeSave(StoredUser user) {
            assertThat(store.held).as("a lock held while the person thinks").isFalse();
            told.add("save " + user.user().username() + "?");
            return save;
        }

        @Override
        public boolean shouldWeSignInUnsaved(StoreUnavailable problem) {
            told.add("unsaved, " + problem.reason() + "?");
            return goOnUnsaved;
        }

        @Override
        public void couldNotSave(StoredUser user, StoreUnavailable problem) {
            assertThat(store.held).as("a lock held while the person reads").isFalse();
            told.add("not saved, " + problem.reason());
        }

        @Override
        public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
            told.add("another application signs in");
            return !impatient && other.hasEnded(Duration.ofSeconds(1));
        }

        @Override
        public boolean shouldWeSignInHere() {
            told.add("sign in here?");
            return signInHere;
        }
    };

    private final AutoLoginGrant grant = new AutoLoginGrant(
            store,
            widget,
            token -> {
                asked.add(token);
                if (providerSays != null) throw providerSays;
                return signsIn;
            },
            delegate,
            clock,
            clock::passed);

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
            assertThat(grant.fetchToken(INTERACTIVE.scopes("orders.write"))).isEqualTo(token("2"));
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
    class The_provider_out_of_reach {
        {
            store.user = new StoredUser(ANA, token("1"));
        }

        @Test
        void should_return_a_token_that_has_not_expired() throws Exception {
            clock.advance(Duration.ofMinutes(59).plusSeconds(30));
            delegate.then(offline());
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
            assertThat(store.writes).isZero();
        }

        @Test
        void should_say_so_when_it_has() {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(offline());
            assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE)).isInstanceOf(GrantException.Unreachable.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
        }

        @Test
        void should_say_so_when_the_stored_token_is_not_wanted() {
            delegate.then(offline()).then(offline());
            assertThatThrownBy(() -> grant.fetchToken(SILENT.forceRefresh()))
                    .isInstanceOf(GrantException.Unreachable.class);
            assertThatThrownBy(() -> grant.fetchToken(SILENT.replacing(token("1"))))
                    .isInstanceOf(GrantException.Unreachable.class);
        }
    }

    @Nested
    class The_refresh_refused {
        {
            store.user = new StoredUser(ANA, token("1"));
        }

        @Test
        void should_keep_the_person_and_drop_the_dead_token() {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("invalid_grant"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT))
                    .isInstanceOf(InteractionRequired.class)
                    .hasCauseInstanceOf(GrantException.Rejected.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, null));
        }

        @Test
        void should_keep_an_access_token_that_is_still_alive() throws Exception {
            clock.advance(Duration.ofMinutes(59).plusSeconds(30));
            delegate.then(refusal("invalid_grant"));
            Token alive = token("1").withoutRefreshToken();
            assertThat(grant.fetchToken(SILENT).accessToken()).isEqualTo("access-1");
            assertThat(store.user).isEqualTo(new StoredUser(ANA, alive));
        }

        @Test
        void should_ask_the_person_once_and_greet_them_by_name() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("invalid_grant")).then(token("2"));
            grant.fetchToken(INTERACTIVE);
            assertThat(delegate.requests.get(1).loginHint()).contains("ana");
            assertThat(told).as("the same person is not asked again").isEmpty();
        }

        @Test
        void should_change_nothing_for_any_other_refusal() {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal(null));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(GrantException.Rejected.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
        }

        @Test
        void should_let_the_person_sign_in_whatever_the_refusal() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal(null)).then(token("2"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("2"));
        }

        @Test
        void should_condemn_nothing_that_others_rotated_meanwhile() {
            clock.advance(LONG_PAST_EXPIRY);
            StoredUser rotated = new StoredUser(ANA, token("rotated"));
            delegate.then(request -> {
                store.user = rotated;
                throw refusal("invalid_grant");
            });
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            assertThat(store.user).isEqualTo(rotated);
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

    @Nested
    class The_store_out_of_order {
        @Test
        void should_fail_before_the_person_is_troubled() {
            store.failsToRead = locked();
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE)).isInstanceOf(StoreUnavailable.class);
            assertThat(told).containsExactly("unsaved, LOCKED?");
            assertThat(delegate.requests).isEmpty();
        }

        @Test
        void should_sign_in_for_the_session_when_the_person_wants_to() throws Exception {
            store.failsToRead = locked();
            goOnUnsaved = true;
            delegate.then(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
            assertThat(told).containsExactly("unsaved, LOCKED?");
        }

        @Test
        void should_not_lose_a_sign_in_while_others_hold_the_lock() throws Exception {
            store.failsToLock = StoreUnavailable.busy();
            delegate.then(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(told).containsExactly("save ana?", "not saved, BUSY");
        }

        @Test
        void should_replace_an_entry_that_cannot_be_read() throws Exception {
            store.failsToRead = new StoreUnavailable(StoreUnavailable.Reason.CORRUPT, "The entry cannot be read.");
            delegate.then(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(told).containsExactly("save ana?");
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
        }

        @Test
        void should_forget_an_entry_that_cannot_be_read() throws Exception {
            store.user = new StoredUser(ANA, token("1"));
            store.failsToRead = new StoreUnavailable(StoreUnavailable.Reason.CORRUPT, "The entry cannot be read.");
            assertThat(grant.forget()).isEmpty();
            assertThat(store.user).isNull();
        }

        @Test
        void should_sign_out_of_a_session_where_there_is_no_store() throws Exception {
            store.failsToRead = new StoreUnavailable(StoreUnavailable.Reason.ABSENT, "There is no keychain.");
            goOnUnsaved = true;
            delegate.then(token("1"));
            grant.fetchToken(INTERACTIVE);
            assertThat(grant.forget()).contains(new StoredUser(ANA, token("1")));
            assertThatThrownBy(grant::forget).isInstanceOf(StoreUnavailable.class);
        }

        @Test
        void should_return_a_token_that_is_alive_while_others_hold_the_lock() throws Exception {
            store.user = new StoredUser(ANA, token("1"));
            store.failsToLock = StoreUnavailable.busy();
            clock.advance(Duration.ofMinutes(59).plusSeconds(30));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
            clock.advance(LONG_PAST_EXPIRY);
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(StoreUnavailable.class);
        }
    }

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
    class Another_application_signing_in {
        private final StoredUser theirs = new StoredUser(ANA, token("theirs"));

        @BeforeEach
        void elsewhere() {
            store.elsewhere = () -> {};
        }

        @Test
        void should_be_waited_for_and_its_sign_in_taken() throws Exception {
            store.elsewhere = () -> store.user = theirs;
            assertThat(grant.fetchUser(INTERACTIVE)).isEqualTo(theirs);
            assertThat(told).containsExactly("another application signs in");
            assertThat(delegate.requests).isEmpty();
            assertThat(store.leased).isFalse();
        }

        @Test
        void should_open_no_browser_here_by_itself_when_it_comes_to_nothing() {
            assertThatThrownBy(() -> grant.fetchUser(INTERACTIVE)).isInstanceOf(GrantException.Cancelled.class);
            assertThat(told).containsExactly("another application signs in", "sign in here?");
            assertThat(delegate.requests).isEmpty();
            assertThat(store.leased).isFalse();
        }

        @Test
        void should_be_followed_by_a_sign_in_here_when_the_person_wants_one() throws Exception {
            signInHere = true;
            delegate.then(request -> {
                assertThat(store.leased).as("others wait for the browser").isTrue();
                assertThat(store.held)
                        .as("a lock held while the person is away")
                        .isFalse();
                return token("1");
            });
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(store.leased).isFalse();
        }

        @Test
        void should_not_keep_a_person_from_signing_in_at_once() throws Exception {
            impatient = true;
            delegate.then(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("1"));
            assertThat(told).containsExactly("another application signs in", "save ana?");
        }

        @Test
        void should_not_keep_a_person_from_choosing_another_account() throws Exception {
            delegate.then(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE.selectAccount())).isEqualTo(token("1"));
            assertThat(told).containsExactly("save ana?");
        }

        @Test
        void should_not_be_taken_for_a_sign_in_of_somebody_else_or_for_less() throws Exception {
            store.elsewhere = () -> store.user = theirs;
            signInHere = true;
            delegate.then(token("1"));
            grant.fetchToken(INTERACTIVE.scopes("orders.write"));
            assertThat(told).containsExactly("another application signs in", "sign in here?");
            assertThat(store.user).as("the same person, without a question").isEqualTo(new StoredUser(ANA, token("1")));
        }
    }

    @Nested
    class A_rotated_token_that_was_not_stored {
        private final StoredUser before = new StoredUser(ANA, token("1"));
        private final StoredUser after = new StoredUser(ANA, fresh("2"));

        private static Token fresh(String name) {
            Token token = token(name);
            return new Token(
                    token.accessToken(),
                    token.tokenType(),
                    token.refreshToken(),
                    token.idToken(),
                    SCOPES,
                    SCOPES,
                    NOON.plus(LONG_PAST_EXPIRY),
                    NOON.plus(LONG_PAST_EXPIRY).plus(Duration.ofHours(1)));
        }

        private void rotate(StoreUnavailable.Reason reason) throws Exception {
            store.user = before;
            store.failsToWrite = new StoreUnavailable(reason, "The keychain did not keep it.");
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(fresh("2"));
            assertThat(grant.fetchUser(SILENT)).isEqualTo(after);
            assertThat(told).containsExactly("not saved, " + reason);
            store.failsToWrite = null;
        }

        @Test
        void should_be_offered_to_the_store_again_after_a_while() throws Exception {
            rotate(StoreUnavailable.Reason.FAILED);
            grant.fetchUser(SILENT);
            assertThat(store.user).isEqualTo(before);
            clock.advance(Duration.ofMinutes(1));
            grant.fetchUser(SILENT);
            assertThat(store.user).isEqualTo(after);
        }

        @Test
        void should_not_be_pressed_on_a_person_who_said_no() throws Exception {
            rotate(StoreUnavailable.Reason.DISMISSED);
            clock.advance(Duration.ofMinutes(30));
            assertThat(grant.fetchUser(SILENT)).isEqualTo(after);
            assertThat(store.user).isEqualTo(before);
        }

        @Test
        void should_be_stored_at_once_when_the_store_was_locked_while_others_waited() throws Exception {
            store.user = before;
            clock.advance(LONG_PAST_EXPIRY);
            store.failsToWrite = locked();
            delegate.then(request -> {
                store.isUnlockedBeforeNextLock = true;
                return fresh("2");
            });
            assertThat(grant.fetchUser(SILENT)).isEqualTo(after);
            assertThat(store.user).isEqualTo(after);
            assertThat(told).isEmpty();
        }

        @Test
        void should_not_undo_a_sign_out_or_a_sign_in_elsewhere() throws Exception {
            for (StoredUser others :
                    Arrays.asList(null, new StoredUser(BOB, fresh("3")), new StoredUser(ANA, fresh("4")))) {
                told.clear();
                clock.reset();
                rotate(StoreUnavailable.Reason.FAILED);
                store.user = others;
                clock.advance(Duration.ofMinutes(2));
                if (others == null)
                    assertThatThrownBy(() -> grant.fetchUser(SILENT)).isInstanceOf(InteractionRequired.class);
                else assertThat(grant.fetchUser(SILENT)).isEqualTo(others);
                assertThat(store.user).isEqualTo(others);
            }
        }

        @Test
        void should_replace_one_that_others_have_condemned_meanwhile() throws Exception {
            rotate(StoreUnavailable.Reason.FAILED);
            store.user = before.withoutToken();
            clock.advance(Duration.ofMinutes(2));
            assertThat(grant.fetchUser(SILENT)).isEqualTo(after);
            assertThat(store.user).isEqualTo(after);
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

    /** Something happens to the store just before the lock is taken. */
    private record RacingStore(FakeStore store, Runnable event) implements AccountStore {
        @Override
        public Roster roster() throws GrantException {
            return store.roster();
        }

        @Override
        public void change(UnaryOperator<Roster> change) throws GrantException {
            store.change(change);
        }

        @Override
        public <T> T exclusively(Duration patience, Work<T> work) throws GrantException, InterruptedException {
            event.run();
            return store.exclusively(patience, work);
        }

        @Override
        public Optional<Lease> lease(Duration patience) {
            return store.lease(patience);
        }
    }
}
