package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import org.junit.jupiter.api.Test;

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
}
