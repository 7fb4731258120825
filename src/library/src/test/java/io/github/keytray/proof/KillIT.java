package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.keychain.RealKeychains;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    @Test
    @Needs(DesktopPart.SECRET_SERVICE)
    void should_lose_nothing_on_the_desktop() throws Exception {
        try (Kill kill = Kill.onDesktop()) {
            assertThat(kill.rage(15).losses()).isEmpty();
        }
    }

    @Test
    @Needs({DesktopPart.DISPLAY, DesktopPart.KEEPASSXC})
    void should_lose_nothing_on_KeePassXC(@TempDir Path directory) throws Exception {
        assertThat(RealKeychains.run("keepassxc", directory, Kill.class, "10", "keychain"))
                .startsWith("KeePassXC: 10 kills in ")
                .endsWith(" 0 losses\nexit 0");
    }

    @Test
    @Needs({DesktopPart.DISPLAY, DesktopPart.KWALLET})
    void should_lose_nothing_on_KWallet(@TempDir Path directory) throws Exception {
        assertThat(RealKeychains.run("kwallet", directory, Kill.class, "10", "keychain"))
                .startsWith("KWallet: 10 kills in ")
                .endsWith(" 0 losses\nexit 0");
    }
}
