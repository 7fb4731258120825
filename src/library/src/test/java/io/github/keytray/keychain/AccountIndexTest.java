package io.github.keytray.keychain;

import static io.github.keytray.keychain.KeychainUserStoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AccountIndexTest {
    private static final Account ORDERS = new Account("https://login.acme.example", "orders");
    private static final Account BILLING = new Account("https://login.acme.example", "billing");
    private static final StoredUser ANA = UserStoreContract.user("ana");
    private static final StoredUser BOB = UserStoreContract.user("bob");
    private static final EntryName NAME = EntryName.index();
    private static final Instant TODAY = Instant.parse("2026-11-24T00:00:00Z");

    @TempDir
    Path state;

    private final FakeKeychain fake = new FakeKeychain();
    private Keychain keychain;
    private AccountIndex index;
    private Instant now = UserStoreContract.NOW;

    @BeforeEach
    void open() {
        keychain = fake.keychain(state, Duration.ofSeconds(20));
        index = new AccountIndex(keychain, () -> now);
    }

    /** What is not waited for goes on in the background, and writes into the directory. */
    @AfterEach
    void awaitNoting() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("keytray-account-list")) thread.join(TimeUnit.SECONDS.toMillis(20));
        }
    }

    private KeychainUserStore store(Account account) {
        return new KeychainUserStore(keychain, account, index, null, null, null, true);
    }

    @Test
    void should_list_who_is_kept_in_order() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        store(BILLING).putDefaultUser(ANA);
        assertThat(index.entries())
                .containsExactly(
                        new IndexedUser(BILLING, ANA.user(), null, TODAY, UserStatus.DEFAULT),
                        new IndexedUser(ORDERS, ANA.user(), null, TODAY, UserStatus.DEFAULT));
        store(BILLING).putDefaultUser(BOB);
        assertThat(index.entries())
                .containsExactly(
                        new IndexedUser(BILLING, BOB.user(), null, TODAY, UserStatus.DEFAULT),
                        new IndexedUser(BILLING, ANA.user(), null, TODAY, UserStatus.STORED),
                        new IndexedUser(ORDERS, ANA.user(), null, TODAY, UserStatus.DEFAULT));
    }

    @Test
    void should_list_for_whom_nobody_asks_any_more() throws Exception {
        store(ORDERS).setDeclined(BOB.user(), true);
        assertThat(index.entries()).allMatch(IndexedUser::isDeclined).hasSize(1);
        store(ORDERS).setDeclined(BOB.user(), false);
        assertThat(index.entries()).isEmpty();
    }

    @Test
    void should_be_empty_and_gone_when_nobody_is_kept() throws Exception {
        assertThat(index.entries()).isEmpty();
        store(ORDERS).putDefaultUser(ANA);
        store(ORDERS).putDefaultUser(null);
        assertThat(index.entries()).isEmpty();
        assertThat(fake.entries).isEmpty();
    }

    /** How long each use of a sign-in would wait for the list, of which one wait is over before the list is read. */
    private static final class Impatient extends AccountIndex {
        private final List<Duration> waits = new CopyOnWriteArrayList<>();

        Impatient(Keychain keychain) {
            super(keychain, () -> TODAY);
        }

        @Override
        void await(Thread task, Duration patience) {
            waits.add(patience);
            assertThat(task.isAlive()).isTrue();
        }
    }

    @Nested
    class A_keychain_that_hangs_when_the_list_is_read {
        private static final Duration VERY_LONG = Duration.ofHours(1);

        private final CountDownLatch hang = new CountDownLatch(1);
        private Keychain patient;

        @BeforeEach
        void signInAndHang() throws Exception {
            AccountIndexTest.this.store(ORDERS).putDefaultUser(ANA);
            fake.hangsAt = NAME;
            fake.hangsUntil = hang;
            patient = fake.keychain(state, VERY_LONG);
        }

        private KeychainUserStore store(AccountIndex hanging) {
            return new KeychainUserStore(patient, ORDERS, hanging, null, null, "Orders", true);
        }

        @AfterEach
        void goOn() {
            hang.countDown();
        }

        @Test
        void should_be_waited_for_by_a_token_for_a_tenth_of_a_second_at_most() throws Exception {
            Impatient hanging = new Impatient(patient);
            assertThat(store(hanging).getDefaultUser()).contains(ANA);
            assertThat(hanging.waits).singleElement().satisfies(AccountIndexTest::isShort);
        }

        /** Without a limit it would return after an hour. */
        @Test
        @Timeout(120)
        void should_not_be_waited_for_when_that_is_over() throws Exception {
            assertThat(store(new AccountIndex(patient)).getDefaultUser()).contains(ANA);
            assertThat(hang.getCount()).as("it hangs still").isOne();
        }
    }

    @Test
    void should_hold_up_a_renewed_token_for_a_tenth_of_a_second_at_most() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        CountDownLatch renewed = new CountDownLatch(1);
        fake.hangsAt = NAME;
        Impatient hanging = new Impatient(keychain);
        KeychainUserStore store = new KeychainUserStore(keychain, ORDERS, hanging, null, null, "Orders", true);
        fake.onWrite = () -> fake.hangsUntil = renewed;
        store.putUser(ANA.withoutToken());
        renewed.countDown();
        assertThat(hanging.waits).singleElement().satisfies(AccountIndexTest::isShort);
    }

    private static void isShort(Duration wait) {
        assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void should_be_written_only_when_something_in_it_changes() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        int writes = fake.writes.get();
        store(ORDERS).putDefaultUser(ANA.withoutToken());
        assertThat(fake.writes).hasValue(writes + 1);
    }

    @Test
    void should_tell_what_an_application_calls_itself_even_when_others_use_the_account() throws Exception {
        store(ORDERS).withApplicationName("Orders").putDefaultUser(ANA);
        store(ORDERS).getDefaultUser();
        assertThat(index.entries()).extracting(IndexedUser::application).containsExactly("Orders");
        store(ORDERS).withApplicationName("Orders 2").getDefaultUser();
        assertThat(index.entries()).extracting(IndexedUser::application).containsExactly("Orders 2");
    }

    @Test
    void should_note_the_day_of_use_once_a_day() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        int writes = fake.writes.get();
        now = TODAY.plus(Duration.ofHours(23));
        store(ORDERS).getDefaultUser();
        assertThat(fake.writes).hasValue(writes);
        now = TODAY.plus(Duration.ofHours(24));
        store(ORDERS).getDefaultUser();
        store(ORDERS).getDefaultUser();
        assertThat(fake.writes).hasValue(writes + 1);
        assertThat(index.entries()).extracting(IndexedUser::lastUsed).containsExactly(now);
    }

    @Test
    void should_tell_the_users_of_an_account_apart_by_when_they_used_it() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        store(ORDERS).putDefaultUser(BOB);
        now = TODAY.plus(Duration.ofDays(1));
        store(ORDERS).getUser(ANA.user().id());
        assertThat(index.entries()).extracting(IndexedUser::lastUsed).containsExactly(TODAY, now);
        now = TODAY.plus(Duration.ofDays(2));
        store(ORDERS).inBackground().getUser(BOB.user().id());
        assertThat(index.entries()).extracting(IndexedUser::lastUsed).contains(TODAY);
    }

    @Test
    void should_grow_back_as_applications_start() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        store(BILLING).putDefaultUser(ANA);
        for (String damage : new String[] {"", "keytray1.e30", "not ours"}) {
            if (damage.isEmpty()) fake.entries.remove(NAME);
            else fake.entries.put(NAME, damage);
            assertThat(store(ORDERS).getDefaultUser()).contains(ANA);
            assertThat(index.entries()).hasSize(1);
            assertThat(store(BILLING).getDefaultUser()).contains(ANA);
            assertThat(index.entries()).hasSize(2);
        }
    }

    @Test
    void should_hold_no_secret() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        assertThat(Envelope.open(keychain.get(NAME).orElseThrow()).toString())
                .doesNotContain("access ana", "refresh", "h.p.s");
    }

    @Test
    void should_grow_back_when_it_was_damaged() throws Exception {
        fake.entries.put(NAME, "keytray1.e30");
        assertUnavailable(Reason.CORRUPT, "cannot be read", index::entries);
        store(ORDERS).putDefaultUser(ANA);
        assertThat(index.entries()).hasSize(1);
    }

    @Test
    void should_not_keep_a_sign_in_from_being_stored() throws Exception {
        fake.entries.put(NAME, "keytray3.e30");
        store(ORDERS).putDefaultUser(ANA);
        assertThat(store(ORDERS).getDefaultUser()).contains(ANA);
        assertThat(fake.entries).containsEntry(NAME, "keytray3.e30");
    }
}
