package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Needs(DesktopPart.DISPLAY)
class WindowClassesIT {
    @AfterEach
    void smoothAsBefore() throws Exception {
        Edt.run(() -> UIManager.put(RenderingHints.KEY_TEXT_ANTIALIASING, null));
    }

    /** What is measured in another way is measured again on the event dispatch thread. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_measure_letters_as_components_on_the_screen_do(boolean smooth) throws Exception {
        FontRenderContext onScreen = Edt.call(() -> {
            if (smooth) {
                UIManager.put(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_LCD_HRGB);
            }
            JFrame frame = new JFrame();
            JLabel label = new JLabel();
            frame.add(label);
            frame.pack();
            FontRenderContext used =
                    label.getFontMetrics(WrappedText.labelFont()).getFontRenderContext();
            frame.dispose();
            return used;
        });
        assertThat(WindowClasses.fontRenderContext(onScreen.getTransform())).isEqualTo(onScreen);
    }
}
