package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between two keychains in memory that a process can die in. */
class KeychainMoveTest {
    private static final Account ORDERS = new Account("https://login.acme.example/staff", "orders");
    private static final Account STOCK = new Account("https://login.acme.example/staff", "stock");
    private static final StoredUser ANA = UserStoreContract.user("ana");
    private static final StoredUser BOB = UserStoreContract.user("bob");
    private static final StoredUser CLEO = UserStoreContract.user("cleo");
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    @TempDir
    Path state;

    private final Map<Owner, FakeKeychain> fakes =
            Map.of(Owner.GNOME_KEYRING, new FakeKeychain(), Owner.KWALLET, new FakeKeychain());

    private final FakeKeychain from = fake(Owner.GNOME_KEYRING);
    private final FakeKeychain to = fake(Owner.KWALLET);

    private FakeKeychain fake(Owner owner) {
        FakeKeychain fake = fakes.get(owner);
        if (fake == null) throw new AssertionError(owner);
        return fake;
    }

    private Keychain only(Owner owner) {
        return fake(owner).keychain(state, A_WHILE);
    }

    /** The keychain as a program has it: the one that sign-ins are kept in. */
    private Keychain desktop() {
        LastKeychain last = new LastKeychain(state);
        return new Keychain(
                person -> {
                    Owner kept = last.read();
                    Owner owner = kept == null ? Owner.GNOME_KEYRING : kept;
                    return new SwitchedBackend(fake(owner).open(person), owner, kept, last, FakeKeychain.PROBLEM);
                },
                state,
                FakeKeychain.PROBLEM,
                Integer.MAX_VALUE,
                A_WHILE);
    }

    /** The keychain as a program has it while only the other one answers. */
    private Keychain withoutTheFirst() {
        LastKeychain last = new LastKeychain(state);
        return new Keychain(
                person -> new SwitchedBackend(
                        fake(Owner.KWALLET).open(person), Owner.KWALLET, last.read(), last, FakeKeychain.PROBLEM),
                state,
                FakeKeychain.PROBLEM,
                Integer.MAX_VALUE,
                A_WHILE);
    }

    private KeychainMove move() {
        LastKeychain last = new LastKeychain(state);
        boolean isCopied = last.left() != null;
        return new KeychainMove(Owner.GNOME_KEYRING, Owner.KWALLET, this::only, new EntryLocks(state), last, isCopied);
    }

    private static KeychainUserStore store(Keychain keychain, Account account) {
        return new KeychainUserStore(keychain, account);
    }

    private void signIn() throws Exception {
        Keychain before = desktop();
        store(before, ORDERS).withClientSecret("secret").putDefaultUser(ANA);
        store(before, STOCK).putDefaultUser(BOB);
    }

    private void assertKept(Keychain keychain) throws Exception {
        assertThat(store(keychain, ORDERS).getDefaultUser()).contains(ANA);
        assertThat(store(keychain, ORDERS).clientSecret()).contains("secret");
        assertThat(store(keychain, STOCK).getDefaultUser()).contains(BOB);
        assertThat(keychain.indexedUsers()).hasSize(2);
    }

    @Test
    void should_take_all_there_is_and_leave_nothing_behind() throws Exception {
        signIn();
        List<IndexedUser> moved = move().run();
        assertThat(moved).extracting(entry -> entry.user().id()).containsExactlyInAnyOrder("sub-ana", "sub-bob");
        assertThat(from.entries).isEmpty();
        assertKept(desktop());
        assertKept(only(Owner.KWALLET));
    }

    @Test
    void should_be_followed_by_programs_that_run() throws Exception {
        signIn();
        Keychain running = desktop();
        assertKept(running);
        move().run();
        assertKept(running);
        store(running, STOCK).putDefaultUser(ANA);
        assertThat(from.entries).isEmpty();
        assertThat(store(only(Owner.KWALLET), STOCK).getDefaultUser()).contains(ANA);
    }

    @Test
    void should_lose_nothing_wherever_it_is_killed() throws Exception {
        for (int step = 1; ; step++) {
            from.entries.clear();
            to.entries.clear();
            new LastKeychain(state).forget();
            signIn();
            if (!isKilledAt(step)) break;
            assertKept(desktop());
            assertThat(move().run()).hasSizeLessThanOrEqualTo(2);
            assertThat(from.entries).as("killed at write %d", step).isEmpty();
            assertKept(only(Owner.KWALLET));
            assertKept(desktop());
        }
        assertThat(from.entries).isEmpty();
    }

    /** An error is not caught on the way, and nothing is done after it: as if the process were gone. */
    private boolean isKilledAt(int step) throws Exception {
        AtomicInteger left = new AtomicInteger(step);
        Runnable death = () -> {
            if (left.decrementAndGet() > 0) return;
            from.failures.set(Integer.MAX_VALUE);
            to.failures.set(Integer.MAX_VALUE);
            throw new IllegalStateException("killed");
        };
        from.onWrite = death;
        to.onWrite = death;
        try {
            move().run();
            return false;
        } catch (StoreUnavailable killed) {
            return true;
        } finally {
            from.onWrite = () -> {};
            to.onWrite = () -> {};
            from.failures.set(0);
            to.failures.set(0);
        }
    }

    @Test
    void should_prefer_the_newer_token_of_a_person_who_is_in_both() throws Exception {
        signIn();
        StoredUser older = new StoredUser(ANA.user(), earlier(Objects.requireNonNull(ANA.token())));
        store(only(Owner.KWALLET), ORDERS).putDefaultUser(older);
        store(only(Owner.KWALLET), STOCK).putDefaultUser(ANA);
        move().run();
        assertThat(store(desktop(), ORDERS).getDefaultUser()).contains(ANA);
        assertThat(store(desktop(), STOCK).users()).containsExactly(ANA, BOB);
        assertThat(desktop().indexedUsers()).hasSize(3);
    }

    private static Token earlier(Token token) {
        return new Token(
                "old",
                token.tokenType(),
                "old refresh",
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                token.issuedAt().minusSeconds(60),
                token.expiresAt());
    }

    @Test
    void should_bring_back_nobody_who_signed_out_before_the_old_copy_was_deleted() throws Exception {
        signIn();
        from.onWrite = () -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> move().run())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("All sign-ins are in KWallet now")
                .hasMessageContaining("Move once more");
        from.onWrite = () -> {};
        store(desktop(), STOCK).putDefaultUser(null);
        assertThat(move().run()).isEmpty();
        assertThat(store(desktop(), STOCK).getDefaultUser()).isEmpty();
        assertThat(store(desktop(), ORDERS).getDefaultUser()).contains(ANA);
        assertThat(from.entries).isEmpty();
    }

    @Test
    void should_bring_back_nobody_who_signed_out_after_it_was_killed() throws Exception {
        for (int step = 1; ; step++) {
            from.entries.clear();
            to.entries.clear();
            new LastKeychain(state).forget();
            signIn();
            store(only(Owner.KWALLET), STOCK).putDefaultUser(CLEO);
            if (!isKilledAt(step)) break;
            boolean isMoved = Owner.KWALLET.equals(new LastKeychain(state).read());
            store(desktop(), ORDERS).putDefaultUser(null);
            store(desktop(), STOCK).change(roster -> roster.without("sub-bob"));
            if (!isMoved) assertThat(new LastKeychain(state).read()).isEqualTo(Owner.GNOME_KEYRING);
            move().run();
            assertThat(store(desktop(), ORDERS).users())
                    .as("killed at write %d", step)
                    .isEmpty();
            assertThat(store(desktop(), STOCK).users())
                    .as("killed at write %d", step)
                    .containsExactly(CLEO);
            assertThat(desktop().indexedUsers()).hasSize(1);
            assertThat(from.entries).isEmpty();
            assertThat(to.entries).hasSize(2);
            assertThat(state).isDirectoryNotContaining("glob:**moving-*");
        }
    }

    @Test
    void should_leave_alone_who_signed_in_to_the_new_keychain_after_it_was_killed() throws Exception {
        signIn();
        assertThat(isKilledAt(2)).isTrue();
        Keychain other = withoutTheFirst();
        StoredUser again = new StoredUser(ANA.user(), earlier(Objects.requireNonNull(ANA.token())));
        store(other, ORDERS).putDefaultUser(again);
        assertThat(state).isDirectoryNotContaining("glob:**moving-*");
        store(only(Owner.GNOME_KEYRING), ORDERS).putDefaultUser(null);
        move().run();
        assertThat(store(desktop(), ORDERS).getDefaultUser()).contains(again);
    }

    @Test
    void should_not_begin_when_sign_ins_were_moved_somewhere_else_meanwhile() throws Exception {
        signIn();
        KeychainMove move = move();
        new LastKeychain(state).write(Owner.KEEPASSXC);
        assertThatThrownBy(move::run).hasMessageContaining("KeePassXC by now");
        assertThat(to.entries).isEmpty();
    }

    @Test
    void should_copy_what_cannot_be_read_as_it_is() throws Exception {
        signIn();
        EntryName damaged = EntryName.signIn(STOCK);
        from.entries.put(damaged, "damaged");
        to.entries.put(EntryName.signIn(ORDERS), "damaged too");
        move().run();
        assertThat(to.entries).containsEntry(damaged, "damaged");
        assertThat(to.entries).containsEntry(EntryName.signIn(ORDERS).aside(), "damaged too");
        assertThat(store(desktop(), ORDERS).getDefaultUser()).contains(ANA);
    }

    @Test
    void should_know_where_sign_ins_are_without_a_list_of_them() throws Exception {
        signIn();
        from.entries.put(EntryName.index(), "damaged");
        move().run();
        assertThat(new LastKeychain(state).read()).isEqualTo(Owner.KWALLET);
        assertThat(store(desktop(), ORDERS).getDefaultUser()).contains(ANA);
    }

    @Test
    void should_note_no_keychain_when_there_was_nothing_to_move() throws Exception {
        signIn();
        from.entries.clear();
        to.entries.put(EntryName.index(), IndexedAccounts.EMPTY.seal());
        assertThat(move().run()).isEmpty();
        assertThat(new LastKeychain(state).read()).isNull();
    }

    @Test
    void should_take_back_whom_it_brought_over_an_older_token_or_a_no() throws Exception {
        StoredUser older = new StoredUser(BOB.user(), earlier(Objects.requireNonNull(BOB.token())));
        for (int step = 1; ; step++) {
            from.entries.clear();
            to.entries.clear();
            new LastKeychain(state).forget();
            signIn();
            store(desktop(), STOCK)
                    .change(roster ->
                            roster.with(new StoredUser(CLEO.user(), earlier(Objects.requireNonNull(CLEO.token())))));
            store(only(Owner.KWALLET), ORDERS).change(roster -> roster.withDeclined(ANA.user(), true));
            store(only(Owner.KWALLET), STOCK).putDefaultUser(older);
            store(only(Owner.KWALLET), STOCK).change(roster -> roster.with(CLEO));
            if (!isKilledAt(step)) break;
            if (Owner.KWALLET.equals(new LastKeychain(state).read())) continue;
            store(desktop(), ORDERS).putDefaultUser(null);
            store(desktop(), STOCK).putDefaultUser(null);
            move().run();
            Keychain moved = only(Owner.KWALLET);
            assertThat(store(moved, ORDERS).users())
                    .as("killed at write %d", step)
                    .isEmpty();
            assertThat(store(moved, ORDERS).roster().declined())
                    .as("killed at write %d", step)
                    .containsExactly(ANA.user());
            assertThat(store(moved, STOCK).users())
                    .as("killed at write %d", step)
                    .contains(CLEO)
                    .doesNotContain(BOB);
        }
    }

    @Test
    void should_put_back_what_cannot_be_read_after_it_was_killed() throws Exception {
        for (int step = 1; ; step++) {
            from.entries.clear();
            to.entries.clear();
            new LastKeychain(state).forget();
            signIn();
            from.entries.put(EntryName.signIn(STOCK), "damaged");
            to.entries.put(EntryName.signIn(ORDERS), "damaged too");
            store(only(Owner.KWALLET), STOCK).putDefaultUser(CLEO);
            Map<EntryName, String> before = Map.copyOf(to.entries);
            if (!isKilledAt(step)) break;
            if (Owner.KWALLET.equals(new LastKeychain(state).read())) continue;
            store(desktop(), ORDERS).putDefaultUser(null);
            store(desktop(), STOCK).putDefaultUser(null);
            move().run();
            assertThat(to.entries).as("killed at write %d", step).isEqualTo(before);
        }
    }

    @Test
    void should_take_back_what_it_brought_when_it_fails() throws Exception {
        signIn();
        to.refuses = EntryName.index();
        assertThatThrownBy(() -> move().run()).isInstanceOf(StoreUnavailable.class);
        assertThat(to.entries).isEmpty();
        assertThat(state).isDirectoryNotContaining("glob:**moving-*");
        assertKept(desktop());
        to.refuses = null;
        move().run();
        assertKept(only(Owner.KWALLET));
    }

    @Test
    void should_remember_what_may_still_come_after_it_failed() throws Exception {
        signIn();
        to.failure = () -> FakeKeychain.PROBLEM.timedOut(null);
        to.onWrite = () -> {
            to.onWrite = () -> {};
            to.failures.set(1);
        };
        assertThatThrownBy(() -> move().run())
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        problem -> assertThat(problem.reason()).isEqualTo(StoreUnavailable.Reason.TIMED_OUT));
        assertThat(to.entries).isEmpty();
        assertThat(state).isDirectoryContaining("glob:**moving-*");
    }

    @Test
    void should_tell_why_it_failed_also_where_nothing_can_be_taken_back() throws Exception {
        signIn();
        to.refuses = EntryName.index();
        AtomicInteger left = new AtomicInteger(3);
        to.onWrite = () -> {
            if (left.decrementAndGet() < 0) throw new IllegalStateException("gone");
        };
        assertThatThrownBy(() -> move().run()).isInstanceOfSatisfying(StoreUnavailable.class, problem -> {
            assertThat(problem.reason()).isEqualTo(StoreUnavailable.Reason.DENIED);
            assertThat(problem.getSuppressed()).hasSize(1);
        });
        assertThat(to.entries).hasSize(2);
        assertThat(state).isDirectoryContaining("glob:**moving-*");
        assertKept(desktop());
    }

    @Test
    void should_use_no_copies_of_a_killed_move_while_the_old_keychain_does_not_answer() throws Exception {
        StoredUser dan = UserStoreContract.user("dan");
        for (int step = 2; ; step++) {
            from.entries.clear();
            to.entries.clear();
            new LastKeychain(state).forget();
            signIn();
            store(only(Owner.KWALLET), STOCK).putDefaultUser(CLEO);
            if (!isKilledAt(step)) break;
            if (Owner.KWALLET.equals(new LastKeychain(state).read())) continue;
            Keychain other = withoutTheFirst();
            for (Account account : List.of(ORDERS, STOCK)) {
                assertThatThrownBy(() -> store(other, account).getDefaultUser())
                        .as("killed at write %d", step)
                        .isInstanceOfSatisfying(
                                StoreUnavailable.class,
                                problem -> assertThat(problem.reason()).isEqualTo(StoreUnavailable.Reason.ELSEWHERE));
            }
            store(other, STOCK).change(roster -> roster.with(dan));
            assertThat(store(other, STOCK).users())
                    .as("killed at write %d", step)
                    .containsExactly(CLEO, dan);
            assertThat(store(other, ORDERS).users())
                    .as("killed at write %d", step)
                    .isEmpty();
            assertThat(other.indexedUsers()).hasSize(2);
            assertThat(new LastKeychain(state).read()).isEqualTo(Owner.KWALLET);
            assertThat(state).isDirectoryNotContaining("glob:**moving-*");
        }
    }
}
