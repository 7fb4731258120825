package io.github.keytray.keychain;

import static io.github.keytray.keychain.FakeKeychain.PROBLEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeychainUserStoreTest implements UserStoreContract {
    private static final Account ACCOUNT = new Account("https://Login.acme.example/staff", "orders");
    private static final EntryName NAME = EntryName.signIn(ACCOUNT);
    private static final StoredUser ANA = UserStoreContract.user("ana");

    @TempDir
    Path state;

    private final FakeKeychain fake = new FakeKeychain();

    @Override
    public KeychainUserStore store() {
        return new KeychainUserStore(keychain(), ACCOUNT);
    }

    private Keychain keychain() {
        return fake.keychain(state, Duration.ofSeconds(20));
    }

    static void assertUnavailable(Reason reason, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason))
                .hasMessageContaining(sentence);
    }

    @Nested
    class What_is_written {
        @Test
        void should_be_printable_ascii_under_a_name_that_people_recognise() throws Exception {
            store().putDefaultUser(ANA);
            assertThat(NAME.service()).isEqualTo("keytray login.acme.example");
            assertThat(NAME.account()).matches("user-[0-9a-f]{32}");
            assertThat(fake.entries.get(NAME)).matches("keytray1\\.[A-Za-z0-9_-]+");
        }

        @Test
        void should_be_kept_apart_for_each_account() throws Exception {
            store().putDefaultUser(ANA);
            for (Account other : Set.of(
                    new Account(ACCOUNT.issuer(), "billing"),
                    new Account(ACCOUNT.issuer() + "/", ACCOUNT.clientId()))) {
                assertThat(new KeychainUserStore(keychain(), other).getDefaultUser())
                        .isEmpty();
            }
        }

        @Test
        void should_hold_a_token_as_large_and_as_exact_as_it_came() throws Exception {
            Instant odd = Instant.parse("2026-11-24T10:00:00.123456789Z");
            Token large =
                    new Token("a".repeat(8_192), "DPoP", "r".repeat(8_192), "i", Set.of("a b"), Set.of(), odd, odd);
            store().putDefaultUser(new StoredUser(ANA.user(), large));
            assertThat(store().getDefaultUser()).contains(new StoredUser(ANA.user(), large));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z", "+1000000-01-01T00:00:00.000000001Z"})
        void should_hold_any_time(Instant time) throws Exception {
            StoredUser user =
                    new StoredUser(ANA.user(), new Token("a", "Bearer", null, null, Set.of(), Set.of(), time, time));
            store().putDefaultUser(user);
            assertThat(store().getDefaultUser()).contains(user);
        }

        @Test
        void should_not_be_written_again_when_nothing_has_changed() throws Exception {
            store().putDefaultUser(ANA);
            int writes = fake.writes.get();
            store().putDefaultUser(ANA);
            assertThat(fake.writes).hasValue(writes);
        }

        @Test
        void should_not_show_its_secrets() throws Exception {
            AccountEntry entry = new AccountEntry(Roster.EMPTY.withDefault(ANA), "hush");
            assertThat(entry.toString()).contains("ana").doesNotContain("hush", "access ana", "refresh/ana");
        }
    }

    @Nested
    class The_client_secret {
        @Test
        void should_outlive_those_who_do_not_know_it() throws Exception {
            store().withClientSecret("hush").putDefaultUser(ANA);
            store().putDefaultUser(UserStoreContract.user("bob"));
            assertThat(store().clientSecret()).contains("hush");
            store().withClientSecret("new").putDefaultUser(ANA);
            assertThat(store().clientSecret()).contains("new");
        }

        @Test
        void should_go_with_the_sign_in() throws Exception {
            store().withClientSecret("hush").putDefaultUser(ANA);
            store().putDefaultUser(null);
            store().putDefaultUser(ANA);
            assertThat(store().clientSecret()).isEmpty();
        }
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

    @Nested
    class An_entry_that_is_not_ours_to_read {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "something else",
                    "keytray1.%%",
                    "keytray1.e30",
                    "keytray1.bnVsbA",
                    "keytray1.W10",
                    "keytray1.",
                    "keytray0.e30"
                })
        void should_be_reported_and_replaced_when_damaged(String damage) throws Exception {
            fake.entries.put(NAME, damage);
            assertUnavailable(Reason.CORRUPT, "Sign in again to replace it", () -> store().getDefaultUser());
            store().putDefaultUser(ANA);
            assertThat(store().getDefaultUser()).contains(ANA);
        }

        @Test
        void should_be_set_aside_by_the_next_sign_in_and_go_with_the_sign_out() throws Exception {
            fake.entries.put(NAME, "something else");
            store().putDefaultUser(ANA);
            assertThat(fake.entries).containsEntry(NAME.aside(), "something else");
            store().putDefaultUser(null);
            assertThat(fake.entries).doesNotContainKeys(NAME, NAME.aside());
        }

        @ParameterizedTest
        @ValueSource(strings = {"keytray2.e30", "keytray2:whatever", "keytray13.%%"})
        void should_be_reported_and_set_aside_by_a_sign_in_when_newer(String newer) throws Exception {
            fake.entries.put(NAME, newer);
            assertUnavailable(
                    Reason.CORRUPT,
                    "written by a newer Keytray, and this application cannot read it. Update the application, or sign"
                            + " in again: the newer one is set aside.",
                    () -> store().getDefaultUser());
            store().putDefaultUser(ANA);
            assertThat(store().getDefaultUser()).contains(ANA);
            assertThat(fake.entries).containsEntry(NAME.aside(), newer);
            fake.entries.put(NAME, "damaged");
            store().putDefaultUser(ANA);
            store().putDefaultUser(null);
            assertThat(fake.entries).containsOnlyKeys(NAME.aside()).containsEntry(NAME.aside(), newer);
        }

        @Test
        void should_be_left_alone_by_a_sign_out_when_newer() {
            fake.entries.put(NAME, "keytray2.e30");
            assertUnavailable(Reason.CORRUPT, "newer Keytray", () -> store().putDefaultUser(null));
            assertThat(fake.entries).containsEntry(NAME, "keytray2.e30");
        }

        @Test
        void should_not_keep_a_person_out_who_cannot_have_it_copied() throws Exception {
            fake.entries.put(NAME, "damaged");
            fake.refuses = NAME.aside();
            store().putDefaultUser(ANA);
            assertThat(store().getDefaultUser()).contains(ANA);
            fake.entries.put(NAME, "keytray2.e30");
            assertUnavailable(Reason.DENIED, "refused access", () -> store().putDefaultUser(ANA));
            assertThat(fake.entries).containsEntry(NAME, "keytray2.e30");
        }

        @Test
        void should_not_have_its_content_in_the_report() throws Exception {
            fake.entries.put(
                    NAME,
                    Envelope.seal(JsonParser.parseString(
                                    "{\"users\":[{\"sub\":\"1\",\"username\":\"a\",\"token\":{\"access_token\":[\"s3cret\"]}}]}")
                            .getAsJsonObject()));
            assertThatThrownBy(() -> store().getDefaultUser()).hasNoCause().hasMessageNotContaining("s3cret");
        }
    }
}
