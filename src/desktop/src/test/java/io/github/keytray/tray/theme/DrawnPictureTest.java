package io.github.keytray.tray.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.tray.text.TrayState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnPictureTest {
    private static byte[] argb(BufferedImage image) {
        int size = image.getWidth();
        ByteBuffer bytes = ByteBuffer.allocate(4 * size * size);
        for (int pixel : image.getRGB(0, 0, size, size, null, 0, size)) bytes.putInt(pixel);
        return bytes.array();
    }

    private static byte[] png(int type) throws IOException {
        BufferedImage image = new BufferedImage(16, 16, type);
        for (int i = 0; i < 256; i++) image.setRGB(i % 16, i / 16, (i * 0x01030507) ^ i << 24);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void should_be_the_pictures_that_java_reads(TrayState state) throws IOException {
        for (int size : new int[] {16, 22, 24, 32, 44, 48}) {
            for (boolean dark : new boolean[] {true, false}) {
                String name = state.picture() + (dark ? "-dark-" : "-") + size + ".png";
                BufferedImage byImageIo =
                        ImageIO.read(Objects.requireNonNull(getClass().getResource(name)));
                assertThat(DrawnPicture.ofTray(state, dark, size).argb()).isEqualTo(argb(byImageIo));
                assertThat(argb(TrayPictures.ofTray(state, dark, size))).isEqualTo(argb(byImageIo));
            }
        }
    }

    @Test
    void should_read_what_awt_writes() throws IOException {
        byte[] png = png(BufferedImage.TYPE_INT_ARGB);
        assertThat(DrawnPicture.read(new ByteArrayInputStream(png)).argb())
                .isEqualTo(argb(ImageIO.read(new ByteArrayInputStream(png))));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_INDEXED})
    void should_refuse_another_kind(int type) throws IOException {
        byte[] png = png(type);
        assertThatThrownBy(() -> DrawnPicture.read(new ByteArrayInputStream(png)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void should_refuse_a_picture_that_is_cut_off() throws IOException {
        byte[] png = png(BufferedImage.TYPE_INT_ARGB);
        for (int length = 0; length < png.length - 12; length += 7) {
            byte[] part = Arrays.copyOf(png, length);
            assertThatThrownBy(() -> DrawnPicture.read(new ByteArrayInputStream(part)))
                    .isInstanceOf(IOException.class);
        }
    }
}
