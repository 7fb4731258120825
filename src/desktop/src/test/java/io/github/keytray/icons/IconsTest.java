package io.github.keytray.icons;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.icons.Icons.Icon;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IconsTest {
    /** One Java does not round as another does. */
    private static final int ROUNDING = 8;

    @Test
    void should_be_what_their_svg_files_say() throws IOException {
        for (Icon icon : Icons.all()) {
            BufferedImage drawn = icon.draw();
            BufferedImage kept = ImageIO.read(icon.file().toFile());
            for (int y = 0; y < icon.size(); y++) {
                for (int x = 0; x < icon.size(); x++) {
                    assertThat(difference(drawn.getRGB(x, y), kept.getRGB(x, y)))
                            .as("%s at %d, %d: run icons.Icons", icon.file(), x, y)
                            .isLessThan(ROUNDING);
                }
            }
        }
    }

    @Test
    void should_be_all_there_are() throws IOException {
        try (Stream<Path> files = Files.list(Icons.DRAWN)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            Icons.all().stream().map(Icon::file).toList());
        }
    }

    /** The greatest difference of a channel; what cannot be seen has no colour. */
    private static int difference(int one, int other) {
        if (one >>> 24 == 0 && other >>> 24 == 0) return 0;
        int greatest = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            greatest = Math.max(greatest, Math.abs((one >>> shift & 255) - (other >>> shift & 255)));
        }
        return greatest;
    }
}
