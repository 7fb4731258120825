package io.github.keytray.keychain;

import static io.github.keytray.keychain.FakeSecretService.Habit.COMPLETES_EARLY;
import static io.github.keytray.keychain.FakeSecretService.Habit.HEX_PROMPTS;
import static io.github.keytray.keychain.FakeSecretService.Habit.IS_NEW;
import static io.github.keytray.keychain.FakeSecretService.Habit.LOCKS_ITEMS;
import static io.github.keytray.keychain.FakeSecretService.Habit.RENAMES;
import static io.github.keytray.keychain.FakeSecretService.Habit.WRITES_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On keychains that behave as real ones were seen to, one habit at a time, and all of one that belong together. */
@Needs(DesktopPart.SECRET_SERVICE)
@Timeout(120)
class FakedKeychainsIT {
    private static final Owner ANOTHER = Owner.ofId("secretsd");

    @TempDir
    Path directory;

    @Nested
    class Without_a_habit implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, Owner.GNOME_KEYRING);
        }
    }

    @Nested
    class Of_a_person_who_has_none_yet implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, Owner.GNOME_KEYRING, IS_NEW);
        }

        @Test
        void should_not_get_one_for_everything_when_the_person_says_no() throws Exception {
            try (DesktopKeychain keychain = keychain();
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(keychain.refusing(jvm.ask("put ana"))).startsWith("DISMISSED: GNOME Keyring");
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(keychain.agreeing(jvm.ask("put ana"))).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
            }
        }
    }

    @Nested
    class With_prompts_named_by_hex_digits implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, ANOTHER, HEX_PROMPTS);
        }
    }

    @Nested
    class That_locks_each_item implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, ANOTHER, LOCKS_ITEMS);
        }
    }

    @Nested
    class That_completes_what_cannot_be_found_yet implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, ANOTHER, HEX_PROMPTS, COMPLETES_EARLY);
        }
    }

    @Nested
    class As_KeePassXC implements KeychainContract {
        @Override
        public FakedKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, Owner.KEEPASSXC, HEX_PROMPTS, LOCKS_ITEMS, COMPLETES_EARLY);
        }

        @Test
        void should_be_empty_while_no_database_is_open_and_say_so_once_it_held_a_sign_in() throws Exception {
            Path place = Files.createDirectory(directory.resolve("new"));
            try (FakedKeychain keychain = FakedKeychain.secretService(place, Owner.KEEPASSXC, HEX_PROMPTS, IS_NEW);
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.answer("put ana")).startsWith("LOCKED: KeePassXC is running, but the database");
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(keychain.questions()).isEmpty();
            }
            try (FakedKeychain keychain = keychain();
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                keychain.closeCollection();
                for (String command : new String[] {"get", "put bob", "background", "doctor"}) {
                    assertThat(jvm.answer(command)).startsWith("LOCKED: KeePassXC is running, but the database");
                }
                assertThat(keychain.questions()).isEmpty();
            }
        }
    }

    @Nested
    class That_renames_and_writes_late implements KeychainContract {
        @Override
        public FakedKeychain keychain() throws Exception {
            return FakedKeychain.secretService(directory, ANOTHER, RENAMES, WRITES_LATE);
        }

        @Test
        void should_hold_nothing_of_ours_in_the_end() throws Exception {
            try (FakedKeychain keychain = keychain();
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                for (String name : new String[] {"ana", "bob", "cleo"}) {
                    assertThat(jvm.answer("put " + name)).isEqualTo("done");
                }
                assertThat(keychain.keys()).hasSize(2).noneMatch(key -> key.endsWith("_"));
                assertThat(jvm.answer("delete")).isEqualTo("done");
                assertThat(keychain.keys()).isEmpty();
            }
        }

        @Test
        void should_not_be_taken_for_empty_when_it_has_lost_a_secret() throws Exception {
            try (FakedKeychain keychain = keychain();
                    KeychainProbe.Jvm jvm = keychain.probe()) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                keychain.killAtOnce();
                keychain.start();
                assertThat(jvm.answer("get")).startsWith("CORRUPT: The stored sign-in cannot be read.");
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
            }
        }
    }

    @Nested
    class As_KWallet implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.wallet(directory);
        }
    }

    @Nested
    class As_KWallet_6_on_its_first_day implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.wallet(directory, FakeKWallet.Habit.MINUS_ONE_AFTER_ITS_WIZARD);
        }
    }

    @Nested
    class As_KWallet_whose_wallets_ksecretd_has implements KeychainContract {
        @Override
        public DesktopKeychain keychain() throws Exception {
            return FakedKeychain.wallet(
                    directory, FakeKWallet.Habit.MINUS_ONE_AFTER_ITS_WIZARD, FakeKWallet.Habit.HANDS_ON_TO_KSECRETD);
        }
    }
}
