package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real keyrings that are locked, killed or not there, each told apart and within its deadline. */
@Needs(DesktopPart.SECRET_SERVICE)
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
        void should_be_said_soon_when_who_listens_there_is_mute() throws Exception {
            Path socket = directory.resolve("mute");
            try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                    PrivateSession session = PrivateSession.withoutKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket))) {
                mute.bind(UnixDomainSocketAddress.of(socket));
                assertThat(jvm.ask("get").within(Duration.ofSeconds(15))).isTrue();
                assertThat(jvm.answer("get")).startsWith("ABSENT: There is no keychain here");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        @Test
        void should_not_be_said_where_it_is_in_its_usual_place() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of("DBUS_SESSION_BUS_ADDRESS", ""))) {
                assertThat(jvm.answer("get")).isEqualTo("nobody");
                assertThat(jvm.exits(A_WHILE)).isTrue();
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
    class A_keyring_that_denies_access {
        @Test
        void should_be_said() throws Exception {
            try (PrivateSession session = PrivateSession.withForbiddenKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                session.startEmptyKeyring();
                for (String command : new String[] {"get", "put ana", "delete"}) {
                    assertThat(jvm.answer(command))
                            .isEqualTo("DENIED: GNOME Keyring refused access. Allow it for this application and try"
                                    + " again.");
                }
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }
    }

    @Nested
    class A_keyring_that_starts_slowly {
        @Test
        void should_be_waited_for() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory)) {
                try (KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                    assertThat(jvm.answer("put ana")).isEqualTo("done");
                }
                session.killKeyring();
                session.startKeyringWhenAsked(Duration.ofSeconds(2));
                try (KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                    assertThat(jvm.answer("get")).contains("ana");
                }
            }
        }
    }

    @Nested
    class A_keyring_that_hangs {
        @Test
        void should_be_given_up_on_and_used_again_when_it_answers() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                session.hang(true);
                assertThat(jvm.answer("get"))
                        .isEqualTo("TIMED_OUT: GNOME Keyring did not answer in time. Try again in a while; if it"
                                + " happens again, restart it.");
                session.hang(false);
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }
    }

    @Nested
    class A_session_bus_that_goes {
        @Test
        void should_be_said_and_found_again_when_it_is_back() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                session.killBus();
                assertThat(jvm.answer("get")).startsWith("ABSENT: There is no keychain here");
                session.restartBus();
                session.startKeyring();
                assertThat(eventually(jvm, "get", "ana")).contains("ana");
                assertThat(jvm.exits(A_WHILE)).isTrue();
            }
        }

        private static String eventually(KeychainProbe.Jvm jvm, String command, String words) throws Exception {
            String answer = jvm.answer(command);
            for (int i = 0; i < 100 && !answer.contains(words); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                answer = jvm.answer(command);
            }
            return answer;
        }
    }

    @Nested
    class An_entry_of_another_program {
        private static final EntryName NAME = EntryName.signIn(KeychainProbe.ACCOUNT);

        @Test
        void should_be_reported_and_replaced_where_ours_belongs() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                session.store("hello", "service", NAME.service(), "account", NAME.account());
                assertThat(jvm.answer("get"))
                        .isEqualTo("CORRUPT: The stored sign-in cannot be read. Sign in again to replace it.");
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("get")).contains("ana");
                assertThat(session.count(
                                "service",
                                NAME.service(),
                                "account",
                                NAME.aside().account()))
                        .isEqualTo(1);
            }
        }

        @Test
        void should_be_healed_where_it_doubles_ours() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                for (String command : new String[] {"get", "put bob", "delete"}) {
                    session.store("hello", "service", NAME.service(), "account", NAME.account(), "by", "another");
                    assertThat(session.count("service", NAME.service(), "account", NAME.account()))
                            .isEqualTo(2);
                    assertThat(jvm.answer(command)).isIn("done", "User[id=sub-ana, username=ana]");
                    assertThat(session.count("service", NAME.service(), "account", NAME.account()))
                            .isEqualTo(command.equals("delete") ? 0 : 1);
                }
                assertThat(jvm.answer("get")).isEqualTo("nobody");
            }
        }
    }
}
