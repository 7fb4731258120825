package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real keyrings that are locked, killed or not there, each told apart and within its deadline. */
@Needs(Part.SECRET_SERVICE)
@Timeout(120)
class KeyringTroubleIT {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Nested
    class No_keyring {
        @Test
        void should_be_said_and_keep_no_jvm_alive() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                for (int i = 0; i < 3; i++) {
                    assertThat(jvm.answer("get")).startsWith("ABSENT: There is no keychain on this desktop");
                }
                assertThat(jvm.answer("put ana")).startsWith("ABSENT: ").contains("Install or start GNOME Keyring");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_be_said_when_it_was_killed() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                session.killKeyring();
                assertThat(jvm.answer("get")).startsWith("ABSENT: There is no keychain on this desktop");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }
    }

    @Nested
    class No_session_bus {
        @Test
        void should_be_said_and_keep_no_jvm_alive() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    KeychainProbe.Jvm jvm =
                            session.probe(Map.of("DBUS_SESSION_BUS_ADDRESS", "", "XDG_RUNTIME_DIR", "/nonexistent"))) {
                assertThat(jvm.answer("get")).startsWith("ABSENT: There is no keychain here");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_be_said_when_nobody_listens_there() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    KeychainProbe.Jvm jvm =
                            session.probe(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(jvm.answer("get")).startsWith("ABSENT: There is no keychain here");
                }
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_be_found_by_programs_that_may() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory)) {
                Map<String, String> unannounced = Map.of("DBUS_SESSION_BUS_ADDRESS", "");
                try (KeychainProbe.Jvm jvm = session.probe(unannounced)) {
                    assertThat(jvm.answer("get"))
                            .startsWith("ABSENT: The keychain cannot be reached")
                            .contains("DBUS_SESSION_BUS_ADDRESS=unix:path=" + session.socket());
                }
                try (KeychainProbe.Jvm jvm = session.probe(unannounced)) {
                    assertThat(jvm.answer("announce " + session.socket())).isEqualTo("done");
                    assertThat(jvm.answer("get")).isEqualTo("nobody");
                    assertThat(jvm.exits(A_WHILE)).isTrue();
                }
            }
        }
    }

    @Nested
    class A_keyring_that_was_restarted {
        @Test
        void should_lose_nothing_between_two_calls() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                session.killKeyring();
                session.startKeyring();
                assertThat(jvm.answer("put bob")).isEqualTo("done");
                session.killKeyring();
                session.startKeyring();
                assertThat(jvm.answer("get")).contains("bob");
                assertThat(jvm.answer("delete")).isEqualTo("done");
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }
    }

    @Nested
    @Needs(Part.DISPLAY)
    class A_locked_keyring {
        @Test
        void should_ask_and_take_no_for_an_answer_and_yes() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                session.lock();
                assertThat(session.dismissing(jvm.ask("get")))
                        .startsWith("DISMISSED: GNOME Keyring stays locked, because its prompt was closed");
                assertThat(session.dismissing(jvm.ask("put bob"))).startsWith("DISMISSED: ");
                assertThat(session.unlocking(jvm.ask("get"), false)).contains("ana");
            }
        }

        @Test
        void should_ask_on_a_second_connection_too() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                session.killKeyring();
                session.startKeyring();
                assertThat(jvm.answer("get")).contains("ana");
                session.lock();
                assertThat(session.dismissing(jvm.ask("get"))).startsWith("DISMISSED: ");
                assertThat(session.unlocking(jvm.ask("put bob"), false)).isEqualTo("done");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_not_go_on_asking_for_someone_who_has_left() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                session.lock();
                assertThat(jvm.answer("wait")).isEqualTo("done");
                session.awaitPrompt(true);
                assertThat(jvm.answer("stop")).isEqualTo("done");
                session.awaitPrompt(false);
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_not_be_waited_for_where_nobody_can_be_asked() throws Exception {
            try (PrivateSession session = PrivateSession.withoutDisplay(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                session.lock();
                assertThat(jvm.answer("get"))
                        .isEqualTo(
                                "LOCKED: GNOME Keyring is locked and was not unlocked." + " Unlock it and try again.");
            }
        }
    }

    @Nested
    @Needs(Part.DISPLAY)
    class A_desktop_that_never_had_a_keyring {
        @Test
        void should_hold_nobody_and_get_one_with_the_first_sign_in() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                session.startEmptyKeyring();
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.answer("delete")).isEqualTo("done");
                assertThat(session.unlocking(jvm.ask("put ana"), true)).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
            }
        }
    }

    /** No KWallet is installed here: a stand-in for it, on a real bus. */
    @Nested
    class A_desktop_with_kwallet_only {
        @Test
        void should_keep_sign_ins_there_and_not_take_a_refusal_for_an_empty_wallet() throws Exception {
            try (PrivateSession session = PrivateSession.withoutKeyring(directory);
                    FakeKWallet wallet = new FakeKWallet(session.socket());
                    KeychainProbe.Jvm jvm = session.probe(Map.of("XDG_CURRENT_DESKTOP", "KDE"))) {
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
                wallet.refuses = true;
                assertThat(jvm.answer("get")).startsWith("DISMISSED: KWallet stays locked");
                assertThat(jvm.answer("put bob")).startsWith("DISMISSED: ");
                wallet.refuses = false;
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(jvm.answer("delete")).isEqualTo("done");
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }
    }
}
