package io.github.keytray.keychain;

import static io.github.keytray.keychain.KeychainUserStoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void should_not_hold_up_who_uses_a_sign_in() throws Exception {
        store(ORDERS).putDefaultUser(ANA);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch used = new CountDownLatch(1);
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
            try {
                return keychain.locks().exclusively(NAME, Duration.ofSeconds(5), () -> {
                    held.countDown();
                    return used.await(20, TimeUnit.SECONDS);
                });
            } catch (GrantException | InterruptedException e) {
                return false;
            }
        });
        held.await();
        long start = System.nanoTime();
        assertThat(store(ORDERS).withApplicationName("Orders").getDefaultUser()).contains(ANA);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        used.countDown();
        assertThat(other.get()).isTrue();
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
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
