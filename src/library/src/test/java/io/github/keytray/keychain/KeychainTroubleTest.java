package io.github.keytray.keychain;

import static io.github.keytray.keychain.FakeKeychain.PROBLEM;
import static io.github.keytray.keychain.KeychainUserStoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeychainTroubleTest {
    private static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");
    private static final StoredUser ANA = UserStoreContract.user("ana");

    @TempDir
    Path state;

    private final FakeKeychain fake = new FakeKeychain();

    private KeychainUserStore store() {
        return new KeychainUserStore(keychain(), ACCOUNT);
    }

    private Keychain keychain() {
        return fake.keychain(state, Duration.ofSeconds(20));
    }

    @Nested
    class A_keychain_that_misbehaves {
        @Test
        void should_be_opened_anew_and_tried_again() throws Exception {
            KeychainUserStore store = store();
            store.putDefaultUser(ANA);
            fake.failures.set(1);
            assertThat(store.getDefaultUser()).contains(ANA);
            assertThat(fake.opened).hasValue(2);
            assertThat(fake.closed).hasValue(1);
        }

        @Test
        void should_not_be_taken_for_an_empty_one() throws Exception {
            store().putDefaultUser(ANA);
            fake.failures.set(2);
            KeychainUserStore store = store();
            assertUnavailable(Reason.FAILED, "unexpected answer", store::getDefaultUser);
            assertThat(store.getDefaultUser()).contains(ANA);
        }

        @Test
        void should_be_caught_losing_a_write_or_a_deletion() throws Exception {
            KeychainUserStore store = store();
            fake.lostWrites.set(1);
            store.putDefaultUser(ANA);
            assertThat(store.getDefaultUser()).contains(ANA);
            fake.lostWrites.set(2);
            assertUnavailable(Reason.FAILED, "did not keep", () -> store.putDefaultUser(ANA.withoutToken()));
            fake.lostWrites.set(2);
            assertUnavailable(Reason.FAILED, "did not keep", () -> store.putDefaultUser(null));
            assertThat(store.getDefaultUser()).contains(ANA);
        }

        @Test
        void should_not_ask_a_person_twice_who_said_no() {
            fake.failures.set(1);
            fake.failure = () -> PROBLEM.dismissed(null);
            KeychainUserStore store = store();
            assertUnavailable(Reason.DISMISSED, "prompt was closed", store::getDefaultUser);
            fake.failures.set(1);
            fake.failure = () -> PROBLEM.denied(null);
            assertUnavailable(Reason.DENIED, "refused access", () -> store.putDefaultUser(ANA));
            assertThat(fake.opened).hasValue(1);
        }

        @Test
        void should_be_left_alone_for_a_while_when_it_did_not_open() {
            fake.closedDoors.set(5);
            KeychainUserStore store = store();
            assertUnavailable(Reason.ABSENT, "no keychain on this desktop", store::getDefaultUser);
            assertUnavailable(Reason.ABSENT, "no keychain on this desktop", store::getDefaultUser);
            assertThat(fake.opened).hasValue(1);
        }

        @Test
        void should_be_told_that_a_sign_in_is_too_large() {
            fake.longestValue = 100;
            StoredUser huge = SimulatedKeyringTest.realistic("ana", 10_000);
            assertUnavailable(Reason.TOO_LARGE, "too large for Fake Keyring", () -> store().putDefaultUser(huge));
            assertThat(fake.entries).isEmpty();
        }
    }

    @Nested
    class A_keychain_that_hangs {
        private final CountDownLatch hang = new CountDownLatch(1);

        @Test
        void should_not_be_waited_for_longer_than_the_deadline_nor_hold_up_those_who_come_later() throws Exception {
            fake.hangsUntil = hang;
            KeychainUserStore store = new KeychainUserStore(fake.keychain(state, Duration.ofMillis(400)), ACCOUNT);
            for (int i = 0; i < 5; i++) {
                assertUnavailable(Reason.TIMED_OUT, "did not answer in time", store::getDefaultUser);
            }
            fake.hangsUntil = null;
            assertThat(store.getDefaultUser()).isEmpty();
        }

        @Test
        void should_be_replaced_for_those_who_wait_behind_it() throws Exception {
            fake.hangsUntil = hang;
            fake.deaf = true;
            KeychainUserStore store = new KeychainUserStore(fake.keychain(state, Duration.ofSeconds(2)), ACCOUNT);
            CompletableFuture<Object> stuck = answer(store);
            assertThatThrownBy(() -> stuck.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            fake.hangsUntil = null;
            assertThat(answer(store).get(20, TimeUnit.SECONDS)).hasToString("Optional.empty");
            assertThat(stuck.get(20, TimeUnit.SECONDS)).isInstanceOf(StoreUnavailable.class);
            hang.countDown();
        }

        @Test
        void should_cost_a_few_threads_at_most_and_be_used_again_when_it_answers() throws Exception {
            fake.hangsUntil = hang;
            fake.deaf = true;
            KeychainUserStore store = new KeychainUserStore(fake.keychain(state, Duration.ofMillis(300)), ACCOUNT);
            for (int i = 0; i < 6; i++) {
                assertUnavailable(Reason.TIMED_OUT, "did not answer in time", store::getDefaultUser);
            }
            assertThat(fake.opened).hasValue(3);
            fake.hangsUntil = null;
            CompletableFuture<Object> next = new CompletableFuture<>();
            fake.onClose = () -> next.complete("closed");
            hang.countDown();
            assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo("closed");
            assertThat(store.getDefaultUser()).isEmpty();
        }

        @Test
        void should_have_the_time_of_the_person_it_prompts() throws Exception {
            fake.hangsUntil = hang;
            fake.prompts = true;
            Keychain keychain = fake.keychain(state, Duration.ofSeconds(1));
            CompletableFuture<Object> prompted = answer(new KeychainUserStore(keychain, ACCOUNT));
            CompletableFuture<Object> waiting = answer(new KeychainUserStore(keychain, ACCOUNT));
            assertThatThrownBy(() -> prompted.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            fake.hangsUntil = null;
            hang.countDown();
            assertThat(prompted.get(20, TimeUnit.SECONDS)).hasToString("Optional.empty");
            assertThat(waiting.get(20, TimeUnit.SECONDS)).hasToString("Optional.empty");
        }

        @Test
        void should_let_go_of_a_caller_who_is_interrupted() throws Exception {
            fake.hangsUntil = hang;
            KeychainUserStore store = store();
            CompletableFuture<Object> answer = new CompletableFuture<>();
            Thread caller = new Thread(() -> answer.complete(result(store)));
            caller.start();
            caller.interrupt();
            assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            hang.countDown();
        }

        @Test
        void should_write_nothing_for_a_caller_who_has_stopped_waiting() throws Exception {
            fake.hangsUntil = hang;
            Keychain keychain = keychain();
            KeychainUserStore store = new KeychainUserStore(keychain, ACCOUNT);
            CompletableFuture<Object> answer = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    store.putDefaultUser(ANA);
                } catch (GrantException | InterruptedException e) {
                    answer.complete(e);
                }
            });
            caller.start();
            fake.awaitHanging();
            caller.interrupt();
            assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            fake.hangsUntil = null;
            hang.countDown();
            assertThat(store.getDefaultUser()).isEmpty();
            assertThat(fake.writes).hasValue(0);
        }

        private static CompletableFuture<Object> answer(KeychainUserStore store) {
            return CompletableFuture.supplyAsync(() -> result(store));
        }

        private static Object result(KeychainUserStore store) {
            try {
                return store.getDefaultUser();
            } catch (GrantException | InterruptedException e) {
                return e;
            }
        }
    }
}
