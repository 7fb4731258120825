package io.github.keytray.tray.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.awt.event.ComponentEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;

@Needs(DesktopPart.DISPLAY)
class ClosedWindowIT {
    private static JFrame hidden() throws Exception {
        JFrame[] frame = new JFrame[1];
        SwingUtilities.invokeAndWait(() -> {
            frame[0] = new JFrame("Closed");
            frame[0].setDefaultCloseOperation(JFrame.HIDE_ON_CLOSE);
            frame[0].pack();
        });
        return frame[0];
    }

    /** By events alone: no window comes and goes on the screen. */
    private static void tell(JFrame frame, int id) throws Exception {
        SwingUtilities.invokeAndWait(() -> frame.dispatchEvent(new ComponentEvent(frame, id)));
    }

    @Test
    void should_be_released_a_while_after_it_was_closed() throws Exception {
        CountDownLatch forgotten = new CountDownLatch(1);
        JFrame frame = hidden();
        SwingUtilities.invokeAndWait(
                () -> ClosedWindow.releaseAfter(Duration.ofMillis(100), frame, forgotten::countDown));
        tell(frame, ComponentEvent.COMPONENT_HIDDEN);
        assertThat(forgotten.await(30, TimeUnit.SECONDS)).isTrue();
        SwingUtilities.invokeAndWait(() -> assertThat(frame.isDisplayable()).isFalse());
    }

    @Test
    void should_stay_when_it_is_opened_again_meanwhile() throws Exception {
        AtomicInteger forgotten = new AtomicInteger();
        JFrame frame = hidden();
        SwingUtilities.invokeAndWait(
                () -> ClosedWindow.releaseAfter(Duration.ofMillis(800), frame, forgotten::incrementAndGet));
        tell(frame, ComponentEvent.COMPONENT_HIDDEN);
        tell(frame, ComponentEvent.COMPONENT_SHOWN);
        TimeUnit.MILLISECONDS.sleep(1_500);
        SwingUtilities.invokeAndWait(() -> {
            assertThat(frame.isDisplayable()).isTrue();
            frame.dispose();
        });
        assertThat(forgotten).hasValue(0);
    }
}
