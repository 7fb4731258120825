package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.ComponentOrientation;
import java.awt.Rectangle;
import javax.swing.JTextArea;
import org.junit.jupiter.api.Test;

class WrappedTextTest {
    private static final int ROOM = WrappedText.width() + 100;

    private static Rectangle placed(ComponentOrientation orientation) throws InterruptedException {
        return Edt.call(() -> {
            JTextArea area = WrappedText.text("Accounts at login.acme.example that were used on this computer.");
            area.setComponentOrientation(orientation);
            area.setBounds(10, 0, ROOM, area.getPreferredSize().height);
            return area.getBounds();
        });
    }

    @Test
    void should_have_as_many_lines_in_a_wide_window_as_it_has_room_for() throws Exception {
        Rectangle bounds = placed(ComponentOrientation.LEFT_TO_RIGHT);
        assertThat(bounds.x).isEqualTo(10);
        assertThat(bounds.width).isEqualTo(WrappedText.width());
    }

    @Test
    void should_begin_at_the_right_where_the_language_does() throws Exception {
        assertThat(placed(ComponentOrientation.RIGHT_TO_LEFT).getMaxX()).isEqualTo(10 + ROOM);
    }
}
