package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On every keychain that Debian has, each in a session of its own. */
@Needs(DesktopPart.DISPLAY)
@Timeout(300)
class RealKeychainsIT {
    @TempDir
    Path directory;

    @Nested
    @Needs(DesktopPart.SECRET_SERVICE)
    class GNOME_Keyring implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return new RealGnomeKeyring(directory);
        }
    }

    @Nested
    @Needs(DesktopPart.KEEPASSXC)
    class KeePassXC implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return new RealKeePassXC(directory, true);
        }

        @ParameterizedTest
        @CsvSource({
            "ACCESS, true",
            "ACCESS, false",
            "DELETE, true",
            "DELETE, false",
            "UNLOCK_BEFORE_SEARCH, true",
            "UNLOCK_BEFORE_SEARCH, false"
        })
        void should_keep_sign_ins_with_one_of_its_confirmations_on_or_off(
                RealKeePassXC.Confirmation confirmation, boolean on) throws Exception {
            EnumSet<RealKeePassXC.Confirmation> one = EnumSet.of(confirmation);
            try (DesktopKeychain keychain = new RealKeePassXC(directory, on ? one : EnumSet.complementOf(one));
                    KeychainProbe.Jvm first = keychain.probe();
                    KeychainProbe.Jvm second = keychain.probe()) {
                assertThat(keychain.agreeing(first.ask("put ana"))).isEqualTo("done");
                assertThat(keychain.agreeing(second.ask("get"))).contains("ana");
                assertThat(keychain.agreeing(second.ask("put bob"))).isEqualTo("done");
                keychain.lock();
                assertThat(second.answer("background")).startsWith("LOCKED: KeePassXC");
                assertThat(keychain.agreeing(first.ask("get"))).contains("bob");
                assertThat(keychain.agreeing(first.ask("delete"))).isEqualTo("done");
                assertThat(keychain.agreeing(second.ask("get"))).isEqualTo("nobody");
            }
        }

        @Test
        void should_ask_for_nothing_where_the_person_wants_no_confirmation() throws Exception {
            try (DesktopKeychain keychain = new RealKeePassXC(directory, false);
                    KeychainProbe.Jvm first = keychain.probe();
                    KeychainProbe.Jvm second = keychain.probe()) {
                assertThat(first.answer("put ana")).isEqualTo("done");
                assertThat(second.answer("background")).contains("ana");
                assertThat(second.answer("put bob")).isEqualTo("done");
                assertThat(second.answer("delete")).isEqualTo("done");
                assertThat(first.answer("get")).isEqualTo("nobody");
            }
        }

        @Test
        void should_be_named_when_its_database_is_closed() throws Exception {
            try (RealKeePassXC keychain = new RealKeePassXC(directory, true);
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                keychain.closeDatabase();
                for (String command : new String[] {"get", "put bob", "background", "doctor"}) {
                    assertThat(jvm.answer(command))
                            .startsWith("LOCKED: KeePassXC is running, but the database that sign-ins are kept in is"
                                    + " not open in it.");
                }
                assertThat(keychain.questions()).isEmpty();
                keychain.kill();
                assertThat(jvm.answer("get")).startsWith("ABSENT: ").contains("KeePassXC");
            }
        }

        @Test
        void should_not_be_taken_for_permission_when_the_person_denies_it() throws Exception {
            try (DesktopKeychain keychain = keychain();
                    KeychainProbe.Jvm first = keychain.probe();
                    KeychainProbe.Jvm second = keychain.probe()) {
                assertThat(first.answer("put ana")).isEqualTo("done");
                assertThat(second.answer("background")).startsWith("LOCKED: KeePassXC");
                assertThat(keychain.refusing(second.ask("get"))).startsWith("DISMISSED: KeePassXC");
                assertThat(first.answer("get")).contains("ana");
            }
        }
    }

    @Nested
    @Needs(DesktopPart.KWALLET)
    class KWallet implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return new RealKWallet(directory);
        }

        @Test
        void should_do_without_the_OpenSSL_plugin_of_QCA() throws Exception {
            try (RealKWallet keychain = RealKWallet.withoutOpenSsl(directory);
                    KeychainProbe.Jvm first = keychain.probe();
                    KeychainProbe.Jvm second = keychain.probe()) {
                assertThat(keychain.agreeing(first.ask("put ana"))).isEqualTo("done");
                assertThat(keychain.agreeing(second.ask("get"))).contains("ana");
            }
        }

        @Test
        void should_not_be_made_by_reading_and_hold_nothing_of_ours_in_the_end() throws Exception {
            try (RealKWallet keychain = new RealKWallet(directory);
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.answer("background")).isEqualTo("nobody");
                assertThat(keychain.questions()).isEmpty();
                assertThat(keychain.refusing(jvm.ask("put ana"))).startsWith("DISMISSED: KWallet");
                assertThat(keychain.agreeing(jvm.ask("put ana"))).isEqualTo("done");
                assertThat(jvm.answer("delete")).isEqualTo("done");
                assertThat(keychain.folders("0") + keychain.folders("1")).doesNotContain("keytray");
            }
        }
    }
}
