package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs(DesktopPart.SECRET_SERVICE)
class TrayProofIT {
    @Test
    void should_keep_every_account_fresh_whatever_is_killed(@TempDir Path directory) throws Exception {
        assertThat(Tray.watch(directory, 40).complaints()).isEmpty();
    }
}
