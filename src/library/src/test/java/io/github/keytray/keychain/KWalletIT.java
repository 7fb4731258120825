package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a desktop with a fake KWallet, which does at once what takes a real one and its person long. */
@Needs(DesktopPart.SECRET_SERVICE)
@Timeout(120)
class KWalletIT {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Nested
    class A_desktop_with_kwallet_only {
        @Test
        void should_keep_sign_ins_there_and_not_take_a_refusal_for_an_empty_wallet() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = FakeKWallet.opened(session);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
                wallet.refuses = true;
                wallet.lock();
                assertThat(jvm.answer("get")).startsWith("DISMISSED: KWallet stays locked");
                assertThat(jvm.answer("put bob")).startsWith("DISMISSED: ");
                wallet.refuses = false;
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(jvm.answer("delete")).isEqualTo("done");
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_believe_the_wallet_and_not_a_refusal_that_comes_once() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = FakeKWallet.opened(session);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                wallet.answersLate = true;
                wallet.wallets = List.of();
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(wallet.applications).containsExactly("Keytray");
            }
        }

        @Test
        void should_be_opened_once_and_given_its_handle_back() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = FakeKWallet.opened(session);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(jvm.answer("background")).contains("ana");
                assertThat(wallet.handles).hasSize(1).doesNotContain(0);
                assertThat(jvm.answer("close")).isEqualTo("done");
                // The wallet answers one call after the other: when it is asked again, it was given its handle back.
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(wallet.handles).hasSize(1);
                assertThat(wallet.isOpen).isTrue();
            }
        }

        @Test
        void should_have_on_its_disk_what_it_has_kept() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = FakeKWallet.opened(session);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("put bob")).isEqualTo("done");
                wallet.die();
                assertThat(jvm.answer("get")).contains("bob");
                assertThat(jvm.answer("delete")).isEqualTo("done");
                wallet.die();
                assertThat(jvm.answer("get")).isEqualTo("nobody");
            }
        }

        @Test
        void should_name_the_wallet_that_is_gone() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = FakeKWallet.opened(session);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                wallet.closeCollection();
                assertThat(jvm.answer("get"))
                        .isEqualTo("ELSEWHERE: KWallet is running, but what sign-ins were kept in is no longer there."
                                + " Bring it back, or sign in again.");
            }
        }

        @Test
        void should_not_open_a_closed_wallet_while_others_wait() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = FakeKWallet.opened(session);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                wallet.lock();
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(jvm.answer("hold-and-put")).isEqualTo("held");
                wallet.lock();
                assertThat(jvm.answer("go on"))
                        .isEqualTo("LOCKED: KWallet is locked and was not unlocked. Unlock it and try again.");
                assertThat(wallet.isOpen).isFalse();
            }
        }

        @Test
        void should_not_forget_where_sign_ins_were_kept_when_another_keychain_answers() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory)) {
                Map<String, String> kde = Map.of("XDG_CURRENT_DESKTOP", "KDE");
                try (FakeKWallet wallet = FakeKWallet.opened(session);
                        KeychainProbe.Jvm jvm = session.probe(kde)) {
                    assertThat(wallet.isOpen).isTrue();
                    assertThat(jvm.answer("put ana")).isEqualTo("done");
                    session.startKeyring();
                    try (KeychainProbe.Jvm both = session.probe(kde)) {
                        assertThat(both.answer("get")).contains("ana");
                    }
                }
                try (KeychainProbe.Jvm other = session.probe(kde)) {
                    assertThat(other.answer("get"))
                            .isEqualTo("ELSEWHERE: Sign-ins were last kept in KWallet, which does not answer now; GNOME"
                                    + " Keyring does. Start KWallet, or sign in again to keep them in GNOME Keyring.");
                    assertThat(other.answer("put bob")).isEqualTo("done");
                    assertThat(other.answer("get")).contains("bob");
                }
                try (FakeKWallet wallet = FakeKWallet.opened(session);
                        KeychainProbe.Jvm both = session.probe(kde)) {
                    assertThat(wallet.isOpen).isTrue();
                    assertThat(both.answer("get")).contains("bob");
                }
            }
        }
    }
}
