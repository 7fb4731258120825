package io.github.keytray.internal.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.OtherUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The name of an abstract socket is free for every user of the machine, once the session bus has ended. */
class ForeignBusIT {
    private static final long LATER = Duration.ofSeconds(30).toNanos();

    @Test
    @Needs(DesktopPart.SECRET_SERVICE)
    void should_not_be_trusted() throws Exception {
        OtherUser.assume();
        String name = "keytray-" + UUID.randomUUID();
        Process bus = OtherUser.starts(
                "dbus-daemon",
                "--session",
                "--nofork",
                "--nopidfile",
                "--print-address",
                "--address=unix:abstract=" + name);
        try (BufferedReader said = bus.inputReader()) {
            assertThat(said.readLine()).contains(name);
            assertThatThrownBy(() -> AbstractSocket.connect(name, System.nanoTime() + LATER))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Another user listens there");
        } finally {
            bus.destroy();
        }
    }
}
