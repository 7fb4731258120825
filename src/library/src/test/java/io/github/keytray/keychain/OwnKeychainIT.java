package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On the keychain that Windows or macOS gives to the user who runs this; it leaves nothing behind. */
@EnabledOnOs(
        value = {OS.WINDOWS, OS.MAC},
        disabledReason = "On Linux the tests have a keyring of their own")
@EnabledIfEnvironmentVariable(
        named = "KEYTRAY_OWN_KEYCHAIN",
        matches = "true",
        disabledReason = "It may be somebody's own keychain: set KEYTRAY_OWN_KEYCHAIN=true where it may be used")
class OwnKeychainIT implements UserStoreContract {
    private final KeychainUserStore store = new KeychainUserStore(
            Keychain.system(),
            new Account("https://login.acme.example", UUID.randomUUID().toString()));

    @Override
    public AccountStore store() {
        return store;
    }

    @AfterEach
    void cleanUp() throws Exception {
        store.change(roster -> Roster.EMPTY);
    }

    @Test
    void should_hold_sign_ins_as_large_as_real_ones() throws Exception {
        for (int length : new int[] {100, 10_000, 1_000, 3_000}) {
            StoredUser user = SimulatedKeyringTest.realistic("ana", length);
            store.putDefaultUser(user);
            assertThat(store.getDefaultUser()).contains(user);
        }
    }
}
