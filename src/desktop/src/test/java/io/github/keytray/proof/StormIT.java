package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.keychain.RealKeychains;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs(DesktopPart.SECRET_SERVICE)
class StormIT {
    @Test
    void should_refresh_once_for_all() throws Exception {
        try (Storm storm = new Storm()) {
            Storm.StormResult outcome = storm.rage(8, 2);
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.refreshes()).isEqualTo(2);
            assertThat(outcome.isCalm()).isTrue();
        }
    }

    @Test
    @Needs({DesktopPart.DISPLAY, DesktopPart.KEEPASSXC})
    void should_refresh_once_for_all_on_KeePassXC(@TempDir Path directory) throws Exception {
        assertThat(RealKeychains.run("keepassxc", directory, Storm.class, "6", "1"))
                .isEqualTo("1 rounds of 6 processes: 1 refreshes, 6 valid tokens, 0 failures\nexit 0");
    }

    @Test
    @Needs({DesktopPart.DISPLAY, DesktopPart.KWALLET})
    void should_refresh_once_for_all_on_KWallet(@TempDir Path directory) throws Exception {
        assertThat(RealKeychains.run("kwallet", directory, Storm.class, "6", "1"))
                .isEqualTo("1 rounds of 6 processes: 1 refreshes, 6 valid tokens, 0 failures\nexit 0");
    }
}
