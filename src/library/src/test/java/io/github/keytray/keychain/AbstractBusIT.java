package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a session bus that listens on an abstract socket alone, as dbus-launch and dbus-run-session have it. */
@Needs(DesktopPart.SECRET_SERVICE)
@Timeout(120)
class AbstractBusIT {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void should_keep_sign_ins_for_other_programs_and_later_ones() throws Exception {
        try (PrivateSession session = PrivateSession.withKeyringOnAbstractSocket(directory)) {
            try (KeychainProbe.Jvm first = session.probe(Map.of())) {
                assertThat(first.answer("put-large ana")).isEqualTo("done");
                assertThat(first.answer("name")).isEqualTo("GNOME Keyring");
                assertThat(first.exits(A_WHILE)).isTrue();
            }
            session.killKeyring();
            session.startKeyring();
            try (KeychainProbe.Jvm second = session.probe(Map.of())) {
                assertThat(second.answer("get")).contains("ana");
                assertThat(second.answer("doctor")).isEqualTo("wrote");
                assertThat(second.answer("delete")).isEqualTo("done");
                assertThat(second.answer("get")).isEqualTo("nobody");
                assertThat(second.exits(A_WHILE)).isTrue();
            }
        }
    }

    @Test
    void should_be_found_again_when_it_is_back() throws Exception {
        try (PrivateSession session = PrivateSession.withKeyringOnAbstractSocket(directory);
                KeychainProbe.Jvm jvm = session.probe(Map.of())) {
            assertThat(jvm.answer("put ana")).isEqualTo("done");
            session.killBus();
            assertThat(jvm.answer("get"))
                    .startsWith("ABSENT: There is no keychain here, because no D-Bus session bus answers");
            session.restartBus();
            session.startKeyring();
            try (KeychainProbe.Jvm next = session.probe(Map.of())) {
                assertThat(next.answer("get")).contains("ana");
            }
        }
    }

    @Test
    void should_be_said_to_be_out_of_reach_where_jna_does_not_work() throws Exception {
        String broken = "-Djna.boot.library.path=/nowhere -Djna.nounpack=true -Djna.nosys=true";
        try (PrivateSession session = PrivateSession.withKeyringOnAbstractSocket(directory);
                KeychainProbe.Jvm jvm = session.probe(Map.of("JDK_JAVA_OPTIONS", broken))) {
            for (int i = 0; i < 3; i++) {
                assertThat(jvm.answer("get"))
                        .startsWith("ABSENT: The keychain cannot be reached, because this desktop's D-Bus session bus"
                                + " listens on an abstract socket");
            }
            assertThat(jvm.exits(A_WHILE)).isTrue();
        }
    }
}
