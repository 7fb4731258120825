package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sample of the {@link Gallery}: pictures for people, and no word that cannot be read. */
@Needs(DesktopPart.DISPLAY)
class GalleryIT {
    private static final Path SHOTS = Path.of(System.getProperty("keytray.output"), "screenshots");

    /** Each look and each language at least once; the longest words, and those that run the other way, more often. */
    @ParameterizedTest
    @CsvSource({
        "metal, 1, en fr es it pt",
        "metal, 2, de ar",
        "nimbus, 1, ja zh-CN",
        "nimbus, 2, de",
        "gtk, 1, de ar",
        "gtk, 2, en",
        "motif, 1, de",
        "light, 1, de ar",
        "light, 2, ja",
        "dark, 1, en",
        "dark, 2, de"
    })
    void should_show_every_word(String look, int scale, String languages) throws Exception {
        List<String> command = Gallery.command(
                look, scale, SHOTS.resolve(look + "-" + scale + "x"), List.of(languages.split(" ", -1)));
        Programs.Ended ended = Programs.run(Duration.ofMinutes(2), command);
        assertThat(ended.err()).doesNotContain("Exception", "AssertionError");
        assertThat(ended.out()).matches("\\d+ windows\\s*");
        assertThat(ended.exit()).isZero();
    }
}
