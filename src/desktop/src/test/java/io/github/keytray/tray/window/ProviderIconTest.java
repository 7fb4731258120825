package io.github.keytray.tray.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import io.github.keytray.testing.FlagImage;
import io.github.keytray.tray.TrayFixture;
import io.github.keytray.tray.setup.ConfiguredProvider;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.swing.JLabel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderIconTest {
    private static BufferedImage painted(@Nullable BufferedImage picture, double scale) {
        int size = (int) Math.round(16 * scale);
        BufferedImage screen = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = screen.createGraphics();
        g.scale(scale, scale);
        new ProviderIcon(picture).paintIcon(new JLabel(), g, 0, 0);
        g.dispose();
        return screen;
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "32, 1", "64, 1", "24, 1.5", "64, 2", "16, 2"})
    void should_have_sharp_edges_in_the_pixels_of_the_screen(int side, double scale) {
        BufferedImage screen = painted(FlagImage.of(side, side), scale);
        int middle = screen.getWidth() / 2;
        if (side >= screen.getWidth()) {
            assertThat(new Color(screen.getRGB(middle - 1, middle))).isEqualTo(Color.RED);
            assertThat(new Color(screen.getRGB(middle, middle))).isEqualTo(Color.BLUE);
        }
        assertThat(new Color(screen.getRGB(0, 0))).isEqualTo(Color.RED);
        assertThat(new Color(screen.getRGB(screen.getWidth() - 1, middle))).isEqualTo(Color.BLUE);
    }

    @Test
    void should_not_be_stretched() {
        BufferedImage screen = painted(FlagImage.of(64, 32), 1);
        assertThat(screen.getRGB(0, 3)).isZero();
        assertThat(new Color(screen.getRGB(0, 4))).isEqualTo(Color.RED);
        assertThat(screen.getRGB(0, 12)).isZero();
    }

    @Test
    void should_be_a_globe_where_there_is_no_picture_that_can_be_shown(@TempDir Path directory) throws Exception {
        Path good = directory.resolve("good.png");
        Path bad = Files.writeString(directory.resolve("bad.png"), "none");
        ImageIO.write(FlagImage.of(16, 16), "png", good.toFile());
        assertThat(ProviderLabels.read(List.of(known(good), known(bad), known(null))))
                .containsOnlyKeys(good);
        ProviderLabel plain = new ProviderLabels(List.of(known(bad))).apply(TrayFixture.ANA);
        assertThat(plain.name()).isEqualTo("Acme");
        BufferedImage globe = painted(null, 1);
        assertThat(IntStream.range(0, 16).map(x -> globe.getRGB(x, 8))).anyMatch(pixel -> pixel != 0);
    }

    private static ConfiguredProvider known(@Nullable Path icon) {
        return new ConfiguredProvider("Acme", TrayFixture.ACME, Client.of("desk"), icon, Network.system());
    }
}
