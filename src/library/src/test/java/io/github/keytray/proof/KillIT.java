package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

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
    void should_lose_nothing_where_entries_are_small(@TempDir Path directory) throws Exception {
        try (Kill kill = Kill.onWindows(directory)) {
            assertThat(kill.rage(15).losses()).isEmpty();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.entry");
    }
}
