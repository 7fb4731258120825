package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.NOON;
import static io.github.keytray.Fixtures.SCOPES;
import static io.github.keytray.Fixtures.locked;
import static io.github.keytray.Fixtures.offline;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Untrusted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The successor of a refresh token is stored, also where the caller who had it replaced ends. */
@Timeout(60)
class AutoLoginKeepingTest extends AutoLoginTestBase {
    private static Token later(String name) {
        return new Token(
                "access-" + name,
                "Bearer",
                "refresh-" + name,
                "id-" + name,
                SCOPES,
                SCOPES,
                NOON.plus(LONG_PAST_EXPIRY),
                NOON.plus(LONG_PAST_EXPIRY).plus(Duration.ofHours(1)));
    }

    private void has(StoredUser user) {
        store.user = user;
        clock.advance(LONG_PAST_EXPIRY);
    }

    @Nested
    class An_answer_that_fails_its_verification {
        private final StoredUser rotated = new StoredUser(ANA, token("1").withRefreshToken("refresh-2"));

        private void verificationFails(GrantException failure) {
            has(new StoredUser(ANA, token("1")));
            delegate.then(request -> {
                request.refreshTokenStore().store("refresh-2");
                assertThat(store.user).as("before anything can fail").isEqualTo(rotated);
                throw failure;
            });
        }

        @Test
        void should_have_its_refresh_token_kept_and_sent_the_next_time() throws Exception {
            for (GrantException failure : List.of(new Untrusted("The clock is wrong."), offline())) {
                clock.reset();
                verificationFails(failure);
                assertThatThrownBy(() -> grant.fetchToken(SILENT)).isSameAs(failure);
                assertThat(store.user).isEqualTo(rotated);
                delegate.then(request -> {
                    assertThat(request.previous()).contains(token("1").withRefreshToken("refresh-2"));
                    return later("3");
                });
                assertThat(grant.fetchToken(SILENT)).isEqualTo(later("3"));
            }
        }

        @Test
        void should_have_its_refresh_token_kept_in_memory_where_the_store_does_not_take_it() throws Exception {
            has(new StoredUser(ANA, token("1")));
            store.failsToWrite = locked();
            delegate.then(request -> {
                request.refreshTokenStore().store("refresh-2");
                throw offline();
            });
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(GrantException.Unreachable.class);
            store.failsToWrite = null;
            delegate.then(request -> {
                assertThat(request.previous().orElseThrow().refreshToken()).isEqualTo("refresh-2");
                return later("3");
            });
            assertThat(grant.fetchToken(SILENT)).isEqualTo(later("3"));
            assertThat(store.user).isEqualTo(new StoredUser(ANA, later("3")));
        }
    }

    @Nested
    class A_caller_who_is_cancelled {
        private final CountDownLatch sent = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

        private Thread caller(TokenRequest request) {
            Thread caller = new Thread(() -> {
                try {
                    grant.fetchToken(request);
                    ended.complete(new AssertionError("A token"));
                } catch (GrantException | InterruptedException e) {
                    ended.complete(e);
                }
            });
            caller.start();
            return caller;
        }

        @Test
        void should_be_let_go_at_once_while_the_refresh_goes_on_and_is_kept() throws Exception {
            has(new StoredUser(ANA, token("1")));
            AtomicBoolean disturbed = new AtomicBoolean();
            CompletableFuture<Thread> refreshing = new CompletableFuture<>();
            delegate.then(request -> {
                refreshing.complete(Thread.currentThread());
                sent.countDown();
                try {
                    answered.await();
                } catch (InterruptedException e) {
                    disturbed.set(true);
                }
                return later("2");
            });
            Thread caller = caller(SILENT);
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
            answered.countDown();
            refreshing.get().join();
            assertThat(disturbed).isFalse();
            assertThat(store.user).isEqualTo(new StoredUser(ANA, later("2")));
            assertThat(grant.fetchToken(SILENT)).isEqualTo(later("2"));
        }

        @Test
        void should_have_nothing_sent_while_others_still_hold_the_lock() throws Exception {
            CountDownLatch waiting = new CountDownLatch(1);
            CompletableFuture<Thread> worker = new CompletableFuture<>();
            AccountStore busy = new RacingStore(store, () -> {
                worker.complete(Thread.currentThread());
                waiting.countDown();
                try {
                    answered.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            has(new StoredUser(ANA, token("1")));
            AutoLoginGrant late = new AutoLoginGrant(busy, widget, token -> ANA, delegate, clock);
            Thread caller = new Thread(() -> {
                try {
                    late.fetchToken(SILENT);
                } catch (GrantException | InterruptedException e) {
                    ended.complete(e);
                }
            });
            caller.start();
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            worker.get().join();
            assertThat(delegate.requests).isEmpty();
        }
    }

    @Nested
    class A_store_that_refuses_writes_with_two_users {
        private final StoredUser ana = new StoredUser(ANA, token("ana"));
        private final StoredUser bob = new StoredUser(BOB, token("bob"));

        private void bothAreRenewed() throws Exception {
            store.others = List.of(bob);
            has(ana);
            store.failsToWrite = new StoreUnavailable(StoreUnavailable.Reason.FAILED, "It did not keep it.");
            delegate.then(later("ana-2")).then(later("bob-2"));
            assertThat(grant.fetchToken(SILENT.sub("sub-ana"))).isEqualTo(later("ana-2"));
            assertThat(grant.fetchToken(SILENT.sub("sub-bob"))).isEqualTo(later("bob-2"));
        }

        @Test
        void should_lose_neither() throws Exception {
            bothAreRenewed();
            assertThat(grant.fetchToken(SILENT.sub("sub-ana"))).isEqualTo(later("ana-2"));
            assertThat(grant.fetchToken(SILENT.sub("sub-bob"))).isEqualTo(later("bob-2"));
            assertThat(grant.fetchUser(SILENT).user()).as("the default user").isEqualTo(ANA);
            store.failsToWrite = null;
            clock.advance(Duration.ofMinutes(2));
            grant.fetchToken(SILENT);
            assertThat(store.user).isEqualTo(new StoredUser(ANA, later("ana-2")));
            assertThat(store.others).containsExactly(new StoredUser(BOB, later("bob-2")));
        }

        @Test
        void should_lose_neither_when_somebody_signs_in_for_the_session_only() throws Exception {
            bothAreRenewed();
            save = false;
            signsIn = new User("sub-eve", "eve");
            delegate.then(later("eve"));
            grant.fetchToken(INTERACTIVE.selectAccount());
            assertThat(grant.fetchUser(SILENT).user().username()).isEqualTo("eve");
            assertThat(grant.fetchToken(SILENT.sub("sub-ana"))).isEqualTo(later("ana-2"));
            assertThat(grant.fetchToken(SILENT.sub("sub-bob"))).isEqualTo(later("bob-2"));
        }

        @Test
        void should_sign_out_one_of_them() throws Exception {
            bothAreRenewed();
            store.failsToWrite = null;
            assertThat(grant.forget(BOB)).contains(new StoredUser(BOB, later("bob-2")));
            assertThatThrownBy(() -> grant.fetchToken(SILENT.sub("sub-bob"))).isInstanceOf(InteractionRequired.class);
            assertThat(grant.fetchToken(SILENT.sub("sub-ana"))).isEqualTo(later("ana-2"));
        }

        @Test
        void should_not_have_two_renewals_wait_for_each_other() throws Exception {
            bothAreRenewed();
            clock.advance(Duration.ofMinutes(2));
            CountDownLatch offering = new CountDownLatch(1);
            CountDownLatch renewing = new CountDownLatch(1);
            // One offers what is unsaved and wants the store's lock; the other has a lock and something to be kept.
            Thread offerer = new Thread(() -> {
                try {
                    renewing.await();
                    offering.countDown();
                    grant.fetchToken(SILENT.sub("sub-bob"));
                } catch (GrantException | InterruptedException e) {
                    ended.completeExceptionally(e);
                }
                ended.complete(true);
            });
            offerer.start();
            delegate.then(request -> {
                renewing.countDown();
                offering.await();
                return later("ana-3");
            });
            assertThat(grant.fetchToken(SILENT.sub("sub-ana").forceRefresh())).isEqualTo(later("ana-3"));
            assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
        }

        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    }

    @Nested
    class A_sign_out_beside_a_renewal {
        @Test
        void should_win_where_the_store_did_not_take_the_renewal() throws Exception {
            has(new StoredUser(ANA, token("1")));
            store.failsToWrite = new StoreUnavailable(StoreUnavailable.Reason.FAILED, "It did not keep it.");
            delegate.then(later("2"));
            grant.fetchToken(SILENT);
            store.failsToWrite = null;
            assertThat(grant.forget(ANA)).contains(new StoredUser(ANA, later("2")));
            assertThat(store.user).isNull();
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
        }

        @Test
        void should_win_over_a_renewal_in_memory() throws Exception {
            save = false;
            delegate.then(token("1"));
            grant.fetchToken(INTERACTIVE);
            clock.advance(LONG_PAST_EXPIRY);
            delegate.then(request -> {
                grant.forget(ANA);
                return later("2");
            });
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
        }
    }
}
