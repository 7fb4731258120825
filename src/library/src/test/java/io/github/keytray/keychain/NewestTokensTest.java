package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.UserStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keychain that gives back what it held before. */
class NewestTokensTest {
    private static final Account ACCOUNT = new Account("https://login.acme.example", "orders");
    private static final EntryName ENTRY = EntryName.signIn(ACCOUNT);

    @TempDir
    Path directory;

    private final FakeKeychain fake = new FakeKeychain();

    private KeychainUserStore store() {
        return new KeychainUserStore(fake.keychain(directory, Duration.ofSeconds(5)), ACCOUNT);
    }

    private static StoredUser ana(@Nullable String refreshToken, int second) {
        Instant issuedAt = UserStoreContract.NOW.plusSeconds(second);
        Token token = new Token(
                "access", "Bearer", refreshToken, null, Set.of(), Set.of(), issuedAt, issuedAt.plusSeconds(300));
        return new StoredUser(UserStoreContract.user("ana").user(), token);
    }

    @Test
    void should_not_have_its_spent_refresh_token_sent() throws Exception {
        store().putDefaultUser(ana("first", 0));
        String before = fake.entries.get(ENTRY);
        store().putDefaultUser(ana("second", 1));
        fake.entries.put(ENTRY, before);
        assertThat(store().getDefaultUser()).contains(ana(null, 0));
        store().putDefaultUser(ana("third", 2));
        assertThat(store().getDefaultUser()).contains(ana("third", 2));
    }

    @Test
    void should_be_trusted_where_the_refresh_token_stays_the_same() throws Exception {
        store().putDefaultUser(ana("lasting", 0));
        String before = fake.entries.get(ENTRY);
        store().putDefaultUser(ana("lasting", 1));
        fake.entries.put(ENTRY, before);
        assertThat(store().getDefaultUser()).contains(ana("lasting", 0));
    }

    @Test
    void should_be_trusted_where_another_machine_has_renewed() throws Exception {
        store().putDefaultUser(ana("first", 0));
        Path note = directory.resolve(ENTRY.account() + ".newest");
        String old = Files.readString(note);
        store().putDefaultUser(ana("second", 1));
        Files.writeString(note, old);
        assertThat(store().getDefaultUser()).contains(ana("second", 1));
    }

    @Test
    void should_hold_no_secret_in_its_note_and_have_none_after_sign_out() throws Exception {
        Path note = directory.resolve(ENTRY.account() + ".newest");
        store().putDefaultUser(ana("very-secret", 0));
        assertThat(note).content().doesNotContain("secret", "access", "ana");
        store().putDefaultUser(null);
        assertThat(note).doesNotExist();
    }
}
