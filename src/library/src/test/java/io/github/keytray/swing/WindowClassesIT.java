package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.awt.FontMetrics;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Needs(DesktopPart.DISPLAY)
class WindowClassesIT {
    @AfterEach
    void smoothAsBefore() throws Exception {
        Edt.run(() -> UIManager.put(RenderingHints.KEY_TEXT_ANTIALIASING, null));
    }

    /** What was measured by other rules is measured once more on the event dispatch thread. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void should_measure_letters_as_components_do(boolean isSmooth, boolean isOnScreen) throws Exception {
        JFrame frame = Edt.call(() -> new JFrame());
        FontRenderContext used = Edt.call(() -> {
            if (isSmooth) {
                UIManager.put(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_LCD_HRGB);
            }
            JLabel label = new JLabel();
            if (isOnScreen) frame.add(label);
            frame.pack();
            FontMetrics metrics = label.getFontMetrics(WrappedText.labelFont());
            frame.dispose();
            return metrics.getFontRenderContext();
        });
        AffineTransform screen = frame.getGraphicsConfiguration().getDefaultTransform();
        assertThat(WindowClasses.fontRenderContext(isOnScreen ? screen : null)).isEqualTo(used);
    }
}
