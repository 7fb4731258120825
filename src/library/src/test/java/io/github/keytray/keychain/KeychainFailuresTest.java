package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said where no keychain can be reached. */
class KeychainFailuresTest {
    private final KeychainFailures problem = new KeychainFailures("Fake Keyring");

    @Test
    void should_not_send_to_a_desktop_who_is_on_one() {
        assertThat(problem.noSession(Map.of("XDG_CURRENT_DESKTOP", "GNOME"), null))
                .hasMessageContaining("no D-Bus session bus answers on this desktop")
                .hasMessageContaining("sign in to the desktop again")
                .hasMessageNotContaining("from a desktop");
        assertThat(problem.noSession(Map.of(), null)).hasMessageContaining("Start it from a desktop");
    }
}
