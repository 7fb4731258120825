package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.locked;
import static io.github.keytray.Fixtures.offline;
import static io.github.keytray.Fixtures.refusal;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a grant makes of a provider that refuses or is away, and of a store out of order. */
class AutoLoginTroubleTest extends AutoLoginTestBase {
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
            assertThat(store.user).isEqualTo(new StoredUser(ANA, alive, true));
        }

        @Test
        void should_be_mended_by_whoever_may_ask_the_person_while_the_access_token_lives() throws Exception {
            clock.advance(Duration.ofMinutes(59).plusSeconds(30));
            delegate.then(refusal("invalid_grant")).then(token("2"));
            grant.fetchToken(SILENT);
            clock.set(Duration.ofMinutes(-30));
            assertThat(grant.fetchToken(SILENT).accessToken()).isEqualTo("access-1");
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("2"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
        }

        @Test
        void should_ask_the_person_once_and_greet_them_by_name() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("invalid_grant")).then(token("2"));
            grant.fetchToken(INTERACTIVE);
            assertThat(delegate.requests.get(1).loginHint()).contains("ana");
            assertThat(told).as("the same person is not asked again").isEmpty();
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"invalid_request", "invalid_token", "unauthorized_client", "access_denied", "odd"})
        void should_need_the_person_and_keep_the_token_when_it_is_refused_by_another_name(@Nullable String error) {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal(error));
            assertThatThrownBy(() -> grant.fetchToken(SILENT))
                    .isInstanceOf(InteractionRequired.class)
                    .hasCauseInstanceOf(GrantException.Rejected.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1"), true));
        }

        @Test
        void should_not_be_tried_again_by_other_processes_that_run_but_once_by_a_new_one() throws Exception {
            AutoLoginGrant running = process();
            running.fetchToken(SILENT);
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("odd"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            for (TokenRequest request : List.of(SILENT, SILENT.forceRefresh())) {
                assertThatThrownBy(() -> running.fetchToken(request)).isInstanceOf(InteractionRequired.class);
            }
            assertThat(delegate.requests).hasSize(1);
            delegate.then(refusal("odd"));
            assertThatThrownBy(() -> process().fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            assertThat(delegate.requests).hasSize(2);
        }

        @Test
        void should_be_tried_again_by_a_process_that_runs_after_a_day() throws Exception {
            AutoLoginGrant running = process();
            running.fetchToken(SILENT);
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("odd"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            assertThatThrownBy(() -> running.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            clock.advance(Duration.ofDays(1));
            delegate.then(token("2"));
            assertThat(running.fetchToken(SILENT)).isEqualTo(token("2"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
        }

        @Test
        void should_be_tried_by_a_new_process_before_the_person_is_asked() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("odd"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            delegate.then(token("2"));
            assertThat(process().fetchToken(INTERACTIVE)).isEqualTo(token("2"));
            assertThat(told).isEmpty();
        }

        private AutoLoginGrant process() {
            return VirtualTime.autoLogin(
                    store, widget, token -> signsIn, delegate, TokenRevoker.NONE, clock, clock::passed);
        }

        @Test
        void should_let_the_person_sign_in_whatever_the_refusal() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal(null)).then(token("2"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("2"));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"invalid_request", "invalid_token", "unauthorized_client", "access_denied", "odd"})
        void should_let_the_person_sign_in_while_the_access_token_lives(@Nullable String error) throws Exception {
            delegate.then(refusal(error)).then(token("2"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT.forceRefresh())).isInstanceOf(InteractionRequired.class);
            assertThat(store.user).as("the refresh token stays").isEqualTo(new StoredUser(ANA, token("1"), true));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
            assertThat(grant.fetchToken(INTERACTIVE)).isEqualTo(token("2"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
        }

        @Test
        void should_not_end_a_sign_in_by_a_refusal_of_the_client() {
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(refusal("invalid_client"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT))
                    .isInstanceOf(InteractionRequired.class)
                    .hasMessageNotContaining("ign in again");
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
        }

        @Test
        void should_not_end_a_sign_in_by_a_refusal_of_scopes() {
            delegate.then(refusal("invalid_scope"));
            assertThatThrownBy(() -> grant.fetchToken(SILENT.forceRefresh())).isInstanceOf(InteractionRequired.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
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
}
