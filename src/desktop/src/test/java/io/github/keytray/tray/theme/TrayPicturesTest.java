package io.github.keytray.tray.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.tray.text.TrayState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrayPicturesTest {
    /** Draws, in a JVM of its own. */
    public static void main(String[] args) {
        System.out.println(TrayPictures.ofTray(TrayState.READY, false, 24).getWidth());
    }

    @Test
    void should_need_no_room_on_the_disk(@TempDir Path nowhere) throws Exception {
        List<String> command = Programs.java(TrayPicturesTest.class);
        command.add(1, "-Djava.io.tmpdir=" + nowhere.resolve("full"));
        Programs.Ended ended = Programs.run(Duration.ofSeconds(60), command);
        // From Java 21 on the JVM itself says that there is no such directory.
        assertThat(ended.err().lines().filter(line -> !line.startsWith("WARNING: java.io.tmpdir")))
                .isEmpty();
        assertThat(ended.out().strip()).isEqualTo("24");
    }
}
