package io.github.keytray.keychain;

import static io.github.keytray.keychain.KeychainUserStoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableEntryTest {
    private static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");
    private static final EntryName NAME = EntryName.signIn(ACCOUNT);
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
        @ValueSource(strings = {"keytray3.e30", "keytray2:whatever", "keytray13.%%"})
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
        void should_not_be_deleted_by_a_change_that_finds_nobody_to_change() throws Exception {
            fake.entries.put(NAME, "damaged");
            assertUnavailable(Reason.CORRUPT, "cannot be read", () -> store().removeUser("sub-ana"));
            assertUnavailable(Reason.CORRUPT, "cannot be read", () -> store().change(roster -> roster));
            assertThat(fake.entries).containsEntry(NAME, "damaged");
        }

        @Test
        void should_be_left_alone_by_a_sign_out_when_newer() {
            fake.entries.put(NAME, "keytray3.e30");
            assertUnavailable(Reason.CORRUPT, "newer Keytray", () -> store().putDefaultUser(null));
            assertThat(fake.entries).containsEntry(NAME, "keytray3.e30");
        }

        @Test
        void should_not_keep_a_person_out_who_cannot_have_it_copied() throws Exception {
            fake.entries.put(NAME, "damaged");
            fake.refuses = NAME.aside();
            store().putDefaultUser(ANA);
            assertThat(store().getDefaultUser()).contains(ANA);
            fake.entries.put(NAME, "keytray3.e30");
            assertUnavailable(Reason.DENIED, "refused access", () -> store().putDefaultUser(ANA));
            assertThat(fake.entries).containsEntry(NAME, "keytray3.e30");
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
