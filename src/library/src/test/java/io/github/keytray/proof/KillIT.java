package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import org.junit.jupiter.api.Test;

class KillIT {
    @Test
    @Needs(DesktopPart.SECRET_SERVICE)
    void should_lose_nothing_on_the_desktop() throws Exception {
        try (Kill kill = Kill.onDesktop()) {
            assertThat(kill.rage(15).losses()).isEmpty();
        }
    }
}
