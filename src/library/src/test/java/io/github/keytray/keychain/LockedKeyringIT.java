package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real keyrings that are locked, and a person who unlocks them, or does not. */
@Needs(DesktopPart.SECRET_SERVICE)
@Timeout(120)
class LockedKeyringIT {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Nested
    @Needs(DesktopPart.DISPLAY)
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
    @Needs(DesktopPart.DISPLAY)
    class A_keyring_that_is_locked_while_others_wait {
        @Test
        void should_not_have_them_wait_for_a_person_as_well() throws Exception {
            try (PrivateSession session = PrivateSession.withKeyring(directory);
                    KeychainProbe.Jvm jvm = session.probe(Map.of())) {
                assertThat(jvm.answer("put ana")).isEqualTo("done");
                assertThat(jvm.answer("hold-and-put")).isEqualTo("held");
                session.lock();
                assertThat(jvm.answer("go on"))
                        .isEqualTo("LOCKED: GNOME Keyring is locked and was not unlocked. Unlock it and try again.");
                session.awaitPrompt(false);
                assertThat(session.unlocking(jvm.ask("get"), false)).contains("ana");
            }
        }
    }

    @Nested
    @Needs(DesktopPart.DISPLAY)
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
}
