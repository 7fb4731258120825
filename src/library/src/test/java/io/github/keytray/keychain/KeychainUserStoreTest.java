package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
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

        /** A Keytray from before would lose the key at its next write: it must not take the entry for one of its own. */
        @Test
        void should_be_of_another_version_with_a_key() throws Exception {
            Token token = Objects.requireNonNull(ANA.token());
            Token bound = new Token(
                    token.accessToken(),
                    "DPoP",
                    token.refreshToken(),
                    token.idToken(),
                    token.scopes(),
                    token.requestedScopes(),
                    token.issuedAt(),
                    token.expiresAt(),
                    "{\"d\":\"a secret\"}");
            store().putDefaultUser(new StoredUser(ANA.user(), bound));
            assertThat(fake.entries.get(NAME)).matches("keytray2\\.[A-Za-z0-9_-]+");
            assertThat(store().getDefaultUser()).contains(new StoredUser(ANA.user(), bound));
            store().removeUser(ANA.user().id());
            store().putDefaultUser(ANA);
            assertThat(fake.entries.get(NAME)).startsWith("keytray1.");
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
    class The_resource {
        @Test
        void should_be_known_to_whoever_renews_and_outlive_those_who_do_not_say() throws Exception {
            store().withResource("https://api.acme.example").putDefaultUser(ANA);
            store().putDefaultUser(UserStoreContract.user("bob"));
            KeychainUserStore tray = store().inBackground();
            assertThat(tray.knownResource()).as("nothing read yet").isEmpty();
            tray.getDefaultUser();
            assertThat(tray.knownResource()).contains("https://api.acme.example");
            store().withResource("").putDefaultUser(ANA);
            tray.getDefaultUser();
            assertThat(tray.knownResource()).isEmpty();
        }

        @Test
        void should_not_be_asked_of_the_keychain_once_more() throws Exception {
            store().withClientSecret("hush").putDefaultUser(ANA);
            KeychainUserStore tray = store();
            tray.getDefaultUser();
            fake.failures.set(1);
            assertThat(tray.knownClientSecret()).contains("hush");
            assertThat(fake.failures).hasValue(1);
        }

        @Test
        void should_leave_a_sign_in_that_the_provider_has_ended_known_as_such() throws Exception {
            StoredUser ended = new StoredUser(ANA.user(), ANA.token(), true);
            store().putDefaultUser(ended);
            assertThat(store().getDefaultUser()).contains(ended);
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
}
