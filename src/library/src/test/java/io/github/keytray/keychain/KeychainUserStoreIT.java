package io.github.keytray.keychain;

import static io.github.keytray.keychain.KeychainUserStoreTest.assertUnavailable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.UserStoreContract;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a real keyring, unlocked, as most people have it. */
@Needs(DesktopPart.SECRET_SERVICE)
class KeychainUserStoreIT implements UserStoreContract {
    private static final StoredUser ANA = UserStoreContract.user("ana");

    private final Account account =
            new Account("https://login.acme.example", UUID.randomUUID().toString());
    private final KeychainUserStore store = new KeychainUserStore(Keychain.system(), account);

    @Override
    public KeychainUserStore store() {
        return store;
    }

    @AfterEach
    void cleanUp() throws Exception {
        store.change(roster -> Roster.EMPTY);
    }

    @Test
    void should_be_the_keychain_that_people_know() {
        assertThat(Keychain.system()).isSameAs(Keychain.system());
        assertThat(Keychain.system().name()).isEqualTo("GNOME Keyring");
    }

    @Test
    void should_be_found_by_others_under_its_name() throws Exception {
        store.putDefaultUser(ANA);
        EntryName name = EntryName.signIn(account);
        Process lookup = new ProcessBuilder(
                        "secret-tool", "lookup", "service", "keytray login.acme.example", "account", name.account())
                .start();
        String value = new String(lookup.getInputStream().readAllBytes(), UTF_8);
        assertThat(lookup.waitFor()).isZero();
        assertThat(AccountEntry.open(value.strip()).roster().users()).containsExactly(ANA);
    }

    @Test
    void should_hold_large_tokens() throws Exception {
        Token large = new Token(
                "a".repeat(60_000), "Bearer", "r".repeat(8_192), "i".repeat(8_192), Set.of(), Set.of(), NOW, null);
        store.putDefaultUser(new StoredUser(ANA.user(), large));
        assertThat(store.getDefaultUser()).contains(new StoredUser(ANA.user(), large));
    }

    @Test
    void should_be_listed() throws Exception {
        AccountIndex index = new AccountIndex(Keychain.system());
        store.putDefaultUser(ANA);
        assertThat(index.entries())
                .filteredOn(entry -> entry.account().equals(account))
                .extracting(IndexedUser::user)
                .containsExactly(ANA.user());
        store.putDefaultUser(null);
        assertThat(index.entries()).extracting(IndexedUser::account).doesNotContain(account);
    }

    @Test
    void should_be_shared_with_other_processes_one_at_a_time() throws Exception {
        KeychainUserStore shared = new KeychainUserStore(Keychain.system(), KeychainProbe.ACCOUNT);
        try (KeychainProbe.Jvm other = KeychainProbe.start(KeychainProbe.command())) {
            assertThat(other.answer("put bob")).isEqualTo("done");
            assertThat(shared.getDefaultUser()).contains(UserStoreContract.user("bob"));

            assertThat(other.answer("hold")).isEqualTo("held");
            assertUnavailable(
                    Reason.BUSY,
                    "has not finished",
                    () -> shared.exclusively(Duration.ofMillis(100), () -> "too soon"));
            assertThat(other.answer("let go")).isEqualTo("done");
            assertThat(shared.<String>exclusively(PATIENCE, () -> "alone")).isEqualTo("alone");

            assertThat(other.answer("hold")).isEqualTo("held");
            other.kill();
            assertThat(shared.<String>exclusively(PATIENCE, () -> "inherited")).isEqualTo("inherited");
        } finally {
            shared.change(roster -> Roster.EMPTY);
        }
    }

    @Test
    void should_not_be_doubled_by_two_processes_that_store_the_first_sign_in_at_once() throws Exception {
        KeychainUserStore shared = new KeychainUserStore(Keychain.system(), KeychainProbe.ACCOUNT);
        try (KeychainProbe.Jvm other = KeychainProbe.start(KeychainProbe.command())) {
            for (int round = 0; round < 20; round++) {
                assertThat(other.answer("delete")).isEqualTo("done");
                KeychainProbe.PendingAnswer bob = other.ask("put bob");
                shared.putDefaultUser(ANA);
                assertThat(bob.text()).isEqualTo("done");
                assertThat(shared.getDefaultUser()).isPresent();
            }
        } finally {
            shared.change(roster -> Roster.EMPTY);
        }
    }
}
