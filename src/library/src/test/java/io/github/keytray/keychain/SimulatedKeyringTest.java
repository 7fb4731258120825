package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on the limits of platforms that are not at hand. */
class SimulatedKeyringTest {
    private static final Account ACCOUNT = new Account("https://Login.ACME.example/ümlaut", "Örders|1");

    @TempDir
    Path directory;

    /** As large as real ones are: access, refresh and ID token, with a signature each. */
    static StoredUser realistic(String name, int length) {
        StoredUser user = UserStoreContract.user(name);
        String secret = (name + "-").repeat(length / (name.length() + 1));
        return new StoredUser(
                user.user(),
                new Token(
                        "a" + secret,
                        "Bearer",
                        "r" + secret,
                        "i" + secret,
                        Set.of("openid"),
                        Set.of("openid"),
                        UserStoreContract.NOW,
                        UserStoreContract.NOW));
    }

    private void shouldHoldRealSignIns(AccountStore store) throws Exception {
        for (int length : new int[] {100, 3_000, 10_000, 1_000, 300, 5_000}) {
            store.putDefaultUser(realistic("ana", length));
            assertThat(store.getDefaultUser()).contains(realistic("ana", length));
        }
    }

    @Nested
    class On_windows implements UserStoreContract {
        @Override
        public AccountStore store() {
            return new KeychainUserStore(SimulatedKeyring.WINDOWS.keychain(directory), ACCOUNT);
        }

        @Test
        void should_hold_real_sign_ins_and_leave_nothing_behind() throws Exception {
            shouldHoldRealSignIns(store());
            store().putDefaultUser(null);
            assertThat(directory).isDirectoryNotContaining("glob:**.entry");
        }
    }

    @Nested
    class On_macos implements UserStoreContract {
        @Override
        public AccountStore store() {
            return new KeychainUserStore(SimulatedKeyring.MAC.keychain(directory), ACCOUNT);
        }

        @Test
        void should_hold_real_sign_ins_in_one_entry() throws Exception {
            shouldHoldRealSignIns(store());
            assertThat(directory.toFile().list((d, name) -> name.endsWith(".entry")))
                    .as("the sign-in and the index")
                    .hasSize(2);
        }
    }
}
