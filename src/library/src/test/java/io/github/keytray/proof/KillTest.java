package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a keychain that is simulated as java-keyring's own, so that it needs the classes before they are relocated. */
class KillTest {
    @Test
    void should_lose_nothing_where_entries_are_small(@TempDir Path directory) throws Exception {
        try (Kill kill = Kill.onWindows(directory)) {
            assertThat(kill.rage(15).losses()).isEmpty();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.entry");
    }
}
