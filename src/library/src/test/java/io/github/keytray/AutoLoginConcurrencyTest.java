package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.NOON;
import static io.github.keytray.Fixtures.SCOPES;
import static io.github.keytray.Fixtures.locked;
import static io.github.keytray.Fixtures.token;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What other applications do meanwhile, and what the store did not take. */
class AutoLoginConcurrencyTest extends AutoLoginTestBase {
    /** One thread refreshes, and the store refuses the result, while another one waits for its lock. */
    @Test
    void should_find_in_memory_what_the_store_refused_meanwhile() throws Exception {
        clock.advance(LONG_PAST_EXPIRY);
        store.user = new StoredUser(ANA, token("1"));
        store.failsToWrite = new StoreUnavailable(StoreUnavailable.Reason.DENIED, "Refused.");
        Token fresh = withLifetime(token("2"));
        delegate.then(fresh);
        AtomicBoolean first = new AtomicBoolean(true);
        AtomicReference<AutoLoginGrant> self = new AtomicReference<>();
        self.set(new AutoLoginGrant(
                new RacingStore(store, () -> {
                    if (!first.getAndSet(false)) return;
                    try {
                        assertThat(requireNonNull(self.get()).fetchToken(SILENT))
                                .isEqualTo(fresh);
                    } catch (GrantException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }),
                widget,
                token -> ANA,
                delegate,
                clock));
        assertThat(requireNonNull(self.get()).fetchToken(SILENT)).isEqualTo(fresh);
        assertThat(delegate.requests).hasSize(1);
    }

    /** A host may lock its grant, and one thread that waits would keep all others from a token that is there. */
    @Test
    void should_take_no_lock_for_a_token_that_is_there() throws Exception {
        store.user = new StoredUser(ANA, token("1"));
        assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
        FutureTask<Token> other = new FutureTask<>(() -> grant.fetchToken(SILENT));
        synchronized (grant) {
            Thread thread = new Thread(other);
            thread.setDaemon(true);
            thread.start();
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(token("1"));
        }
    }

    private Token withLifetime(Token token) {
        Instant now = clock.instant();
        return new Token(
                token.accessToken(),
                token.tokenType(),
                token.refreshToken(),
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                now,
                now.plusSeconds(3_600));
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
            assertThat(store.user)
                    .as("the same person, without a question")
                    .isEqualTo(new StoredUser(ANA, token("1").requestedScopes(Set.of("orders.write"))));
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
        void should_give_way_before_it_is_sent_to_what_others_have_stored() throws Exception {
            rotate(StoreUnavailable.Reason.DISMISSED);
            store.user = new StoredUser(ANA, fresh("3"));
            assertThat(grant.fetchToken(SILENT.forceRefresh())).isEqualTo(fresh("3"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, fresh("3")));
            assertThat(grant.notStored(ANA)).isEmpty();
        }

        @Test
        void should_go_on_from_memory_where_the_store_holds_what_it_was_made_from() throws Exception {
            rotate(StoreUnavailable.Reason.DISMISSED);
            delegate.then(fresh("3")).then(request -> {
                assertThat(request.previous()).contains(fresh("3"));
                return fresh("4");
            });
            grant.fetchToken(SILENT.forceRefresh());
            store.user = after;
            assertThat(grant.fetchToken(SILENT.forceRefresh())).isEqualTo(fresh("4"));
        }

        @Test
        void should_give_way_to_what_others_have_stored_whatever_their_clock_said() throws Exception {
            rotate(StoreUnavailable.Reason.FAILED);
            store.user = new StoredUser(ANA, token("3"));
            clock.advance(Duration.ofMinutes(2));
            delegate.then(request -> {
                assertThat(request.previous()).contains(token("3"));
                return fresh("4");
            });
            assertThat(grant.fetchToken(SILENT)).isEqualTo(fresh("4"));
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
}
