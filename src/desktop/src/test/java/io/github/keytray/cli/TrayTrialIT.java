package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.UserStoreContract;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.keychain.PrivateSession;
import io.github.keytray.keychain.RealKeychains;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a tray that starts can read of the sign-ins that another program has stored and reads, on real keychains. */
@Needs(DesktopPart.DISPLAY)
@Timeout(300)
class TrayTrialIT {
    private static final Account ACCOUNT = new Account("https://login.example.com", "app");

    @TempDir
    Path directory;

    /** The program that has stored one. */
    public static final class Storing {
        private Storing() {}

        public static void main(String[] args) throws Exception {
            KeychainUserStore store = new KeychainUserStore(Keychain.system(), ACCOUNT);
            store.putDefaultUser(UserStoreContract.user("ana"));
            assertThat(store.getDefaultUser()).isPresent();
            PackagedApp app = new PackagedApp(Path.of(args[0]));
            System.out.println("trial " + app.run("tray", "--try").exit());
        }
    }

    private String trial(String keychain) throws Exception {
        return RealKeychains.run(keychain, directory, Storing.class, directory.toString());
    }

    @Test
    @Needs(DesktopPart.SECRET_SERVICE)
    void should_be_all_of_GNOME_Keyring() throws Exception {
        assertThat(trial("gnome-keyring")).isEqualTo("trial 0\nexit 0");
    }

    @Test
    @Needs(DesktopPart.KEEPASSXC)
    void should_be_all_of_a_KeePassXC_that_does_not_ask() throws Exception {
        assertThat(trial("keepassxc-unconfirmed")).isEqualTo("trial 0\nexit 0");
    }

    /** The person, who agrees to everything here, is not asked. */
    @Test
    @Needs(DesktopPart.KEEPASSXC)
    void should_be_nothing_of_a_KeePassXC_that_asks_for_each_program() throws Exception {
        assertThat(trial("keepassxc")).isEqualTo("trial 8\nexit 0");
    }

    /** The program that has stored it says the same name. */
    @Test
    @Needs(DesktopPart.KWALLET)
    void should_be_nothing_of_KWallet_which_goes_by_the_names_of_programs() throws Exception {
        assertThat(trial("kwallet")).isEqualTo("trial 8\nexit 0");
    }

    @Test
    @Needs(DesktopPart.SECRET_SERVICE)
    void should_be_nothing_where_the_keychain_does_not_answer() throws Exception {
        PackagedApp app = new PackagedApp(directory);
        try (PrivateSession session = PrivateSession.withKeyring(directory)) {
            session.environment().forEach(app::with);
            assertThat(app.run("tray", "--try").exit()).isEqualTo(ExitCode.DONE);
            session.killKeyring();
            app.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + directory.resolve("no-bus"));
            assertThat(app.run("tray", "--try")).isEqualTo(new Ended(ExitCode.STORE_UNAVAILABLE, "", ""));
        }
    }
}
