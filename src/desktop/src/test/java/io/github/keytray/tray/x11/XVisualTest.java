package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Pictures as servers of several kinds take them. */
class XVisualTest {
    private static final int RED = 0xff_0000;
    private static final int GREEN = 0xff00;
    private static final int BLUE = 0xff;

    private static byte[] bytes(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) content[i] = (byte) bytes[i];
        return content;
    }

    private static ByteBuffer behind(XVisual visual, int... bytes) {
        return ByteBuffer.wrap(bytes(bytes)).order(visual.order());
    }

    @Test
    void should_have_alpha_with_colours_that_are_multiplied_by_it() {
        XVisual visual = new XVisual(1, 32, 32, false, RED, GREEN, BLUE);
        assertThat(visual.hasAlpha()).isTrue();
        assertThat(visual.picture(bytes(128, 255, 100, 0), 1, ByteBuffer.allocate(0)))
                .isEqualTo(bytes(0, 50, 128, 128));
        assertThat(new XVisual(1, 32, 32, true, RED, GREEN, BLUE)
                        .picture(bytes(255, 1, 2, 3), 1, ByteBuffer.allocate(0)))
                .isEqualTo(bytes(255, 1, 2, 3));
    }

    @Test
    void should_lie_on_what_is_behind() {
        XVisual visual = new XVisual(1, 24, 32, false, RED, GREEN, BLUE);
        assertThat(visual.hasAlpha()).isFalse();
        ByteBuffer behind = behind(visual, 10, 20, 30, 0, 10, 20, 30, 0, 10, 20, 30, 0, 10, 20, 30, 0);
        byte[] argb = bytes(0, 9, 9, 9, 255, 1, 2, 3, 128, 255, 255, 255, 0, 0, 0, 0);
        assertThat(visual.picture(argb, 2, behind))
                .isEqualTo(bytes(10, 20, 30, 0, 3, 2, 1, 0, 132, 137, 142, 0, 10, 20, 30, 0));
    }

    @Test
    void should_be_in_three_bytes_with_rows_of_a_multiple_of_four() {
        for (boolean bigEndian : new boolean[] {false, true}) {
            XVisual visual = new XVisual(1, 24, 24, bigEndian, RED, GREEN, BLUE);
            assertThat(visual.rowLength(1)).isEqualTo(4);
            ByteBuffer behind = behind(visual, 10, 20, 30, 0);
            assertThat(visual.picture(bytes(0, 0, 0, 0), 1, behind)).isEqualTo(bytes(10, 20, 30, 0));
            byte[] first = visual.picture(bytes(255, 1, 2, 3), 1, behind);
            assertThat(first).isEqualTo(bigEndian ? bytes(1, 2, 3, 0) : bytes(3, 2, 1, 0));
        }
    }

    @Test
    void should_be_in_two_bytes() {
        XVisual visual = new XVisual(1, 16, 16, false, 0xf800, 0x7e0, 0x1f);
        assertThat(visual.isKnown()).isTrue();
        ByteBuffer behind = behind(visual, 0xff, 0xff, 0, 0);
        assertThat(visual.picture(bytes(0, 0, 0, 0), 1, behind)).isEqualTo(bytes(0xff, 0xff, 0, 0));
        assertThat(visual.picture(bytes(255, 255, 0, 0), 1, behind)).isEqualTo(bytes(0, 0xf8, 0, 0));
    }

    @Test
    void should_say_how_bright_a_picture_is() {
        XVisual visual = new XVisual(1, 24, 32, false, RED, GREEN, BLUE);
        assertThat(visual.brightness(behind(visual, 255, 255, 255, 0), 1)).isEqualTo(255);
        assertThat(visual.brightness(behind(visual, 0, 255, 0, 0), 1))
                .as("green")
                .isEqualTo(149);
        assertThat(visual.brightness(behind(visual, 0, 0, 0, 0, 9, 9, 9, 0, 0, 0, 0, 0, 9, 9, 9, 0), 2))
                .isEqualTo(4);
        XVisual small = new XVisual(1, 16, 16, false, 0xf800, 0x7e0, 0x1f);
        assertThat(small.brightness(behind(small, 0xff, 0xff, 0, 0), 1)).isEqualTo(255);
    }

    @Test
    void should_be_unknown_where_pixels_are_numbers_of_colours() {
        assertThat(new XVisual(1, 8, 8, false, 0, 0, 0).isKnown()).isFalse();
        assertThat(new XVisual(1, 32, 32, false, 0, 0, 0).hasAlpha()).isFalse();
    }
}
