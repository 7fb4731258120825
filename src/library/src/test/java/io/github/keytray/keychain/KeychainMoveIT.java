package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.platform.OwnerOnly;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Between the keychains that Debian has. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE})
@Timeout(180)
class KeychainMoveIT {
    @TempDir
    Path directory;

    @Test
    @Needs(DesktopPart.KWALLET)
    void should_take_sign_ins_from_GNOME_Keyring_to_KWallet_and_back() throws Exception {
        try (RealKWallet keychain = new RealKWallet(directory);
                KeychainProbe.Jvm running = keychain.probe()) {
            keychain.session.startKeyring();
            try (KeychainProbe.Jvm gnome = keychain.session.probe(Map.of())) {
                assertThat(gnome.answer("put-large ana")).isEqualTo("done");
                assertThat(gnome.answer("name")).isEqualTo("GNOME Keyring");
            }
            assertThat(running.answer("get")).contains("ana");
            assertThat(running.answer("offer")).isEqualTo("GNOME Keyring to KWallet");
            try (KeychainProbe.Jvm mover = keychain.probe()) {
                assertThat(keychain.agreeing(mover.ask("move"))).isEqualTo("1 from GNOME Keyring to KWallet");
                assertThat(mover.answer("move")).isEqualTo("nothing to move");
            }
            assertThat(keychain.session.count("service", "keytray login.acme.example"))
                    .isZero();
            assertThat(running.answer("offer")).isEqualTo("none");
            assertThat(keychain.agreeing(running.ask("get"))).contains("ana");
            assertThat(running.answer("name")).isEqualTo("KWallet");
            try (KeychainProbe.Jvm mover = keychain.probe()) {
                assertThat(keychain.agreeing(mover.ask("move gnome-keyring")))
                        .isEqualTo("1 from KWallet to GNOME Keyring");
            }
            assertThat(running.answer("get")).contains("ana");
            assertThat(keychain.folders("0") + keychain.folders("1")).doesNotContain("keytray");
        }
    }

    @Test
    @Needs(DesktopPart.KEEPASSXC)
    void should_take_sign_ins_from_GNOME_Keyring_to_KeePassXC_which_has_its_name() throws Exception {
        try (RealKeePassXC keychain = new RealKeePassXC(directory, true)) {
            keychain.session.startKeyringBesides();
            Path state = directory.resolve("state/keytray");
            OwnerOnly.directory(state);
            new LastKeychain(state).write(Owner.GNOME_KEYRING);
            try (KeychainProbe.Jvm running = keychain.probe();
                    KeychainProbe.Jvm mover = keychain.probe()) {
                assertThat(running.answer("put ana")).isEqualTo("done");
                assertThat(running.answer("name")).isEqualTo("GNOME Keyring");
                assertThat(keychain.agreeing(mover.ask("move"))).isEqualTo("1 from GNOME Keyring to KeePassXC");
                assertThat(keychain.agreeing(running.ask("get"))).contains("ana");
                assertThat(running.answer("name")).isEqualTo("KeePassXC");
                keychain.kill();
                keychain.await(
                        "the Secret Service's name",
                        () -> running.answer("background")
                                .startsWith("ELSEWHERE: Sign-ins were last kept in KeePassXC"));
                keychain.session.killKeyring();
                keychain.start();
                keychain.await(
                        "KeePassXC to be found again",
                        () -> keychain.agreeing(running.ask("get")).contains("ana"));
            }
        }
    }
}
