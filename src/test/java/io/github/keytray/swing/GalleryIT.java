package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Part;
import io.github.keytray.testing.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every window in every look and feel of a host, at both scales: pictures for people, and no text cut off. */
@Needs(Part.DISPLAY)
class GalleryIT {
    private static final Path SHOTS = Path.of(System.getProperty("keytray.output"), "screenshots");

    @ParameterizedTest
    @CsvSource({
        "metal, 1",
        "metal, 2",
        "nimbus, 1",
        "nimbus, 2",
        "gtk, 1",
        "gtk, 2",
        "motif, 1",
        "light, 1",
        "light, 2",
        "dark, 1",
        "dark, 2"
    })
    void should_show_every_word(String look, int scale) throws Exception {
        List<String> command = new ArrayList<>(Programs.java(
                Gallery.class, look, SHOTS.resolve(look + "-" + scale + "x").toString()));
        command.add(1, "-Dsun.java2d.uiScale=" + scale);
        Programs.Ended ended = Programs.run(Duration.ofSeconds(60), command);
        assertThat(ended.err()).doesNotContain("Exception");
        assertThat(ended.out()).contains("6 windows").doesNotContain("cut off");
        assertThat(ended.exit()).isZero();
    }
}
