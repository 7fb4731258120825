package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import java.awt.Color;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JSplitPane;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A window that is open while the desktop turns dark, and light again. */
@Needs(DesktopPart.DISPLAY)
@ExtendWith(EdtChecker.class)
class ThemeManagerIT {
    private final TrayController tray =
            TrayGallery.onEdt(() -> TrayFixture.ofThree().tray(TrayFixture.setup()));
    private final Screen screen = new Screen();

    ThemeManagerIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        SwingUtilities.invokeAndWait(tray::close);
    }

    @Test
    void should_be_as_the_desktop_is_while_a_window_is_open() throws Exception {
        JFrame frame = TrayGallery.onEdt(() -> {
            tray.open();
            return tray.window().frame();
        });
        awaitGround(frame, false);
        tray.setDark(true);
        awaitGround(frame, true);
        tray.setDark(false);
        awaitGround(frame, false);
    }

    @Test
    void should_be_dark_from_the_first_window_where_the_desktop_is() throws Exception {
        tray.setDark(true);
        JFrame frame = TrayGallery.onEdt(() -> {
            tray.open();
            return tray.window().frame();
        });
        awaitGround(frame, true);
        assertThat(tray.themeManager().isDark()).isTrue();
    }

    @Test
    void should_look_as_a_window_that_was_opened_on_the_dark_desktop() throws Exception {
        JFrame switched = open(tray);
        awaitGround(switched, false);
        tray.setDark(true);
        awaitGround(switched, true);
        List<Integer> after = pixels(switched);
        SwingUtilities.invokeAndWait(() -> switched.setVisible(false));
        TrayController fresh = TrayGallery.onEdt(() -> TrayFixture.ofThree().tray(TrayFixture.setup()));
        try {
            fresh.setDark(true);
            JFrame opened = open(fresh);
            awaitGround(opened, true);
            List<Integer> anew = pixels(opened);
            assertThat(anew).hasSameSizeAs(after);
            assertThat(IntStream.range(0, anew.size())
                            .filter(i -> !after.get(i).equals(anew.get(i)))
                            .count())
                    .as("pixels that differ")
                    .isZero();
        } finally {
            SwingUtilities.invokeAndWait(fresh::close);
        }
    }

    /** As it paints itself; what is chosen has another colour while the window has the keyboard, and is left out. */
    private static List<Integer> pixels(JFrame frame) throws Exception {
        JList<?> list = Screen.find(frame, JList.class, found -> found.getSelectedIndex() >= 0);
        return TrayGallery.onEdt(() -> {
            Container content = frame.getContentPane();
            frame.validate();
            // It depends on when the window manager told the size of its frame.
            Screen.all(content)
                    .filter(JSplitPane.class::isInstance)
                    .forEach(split -> ((JSplitPane) split).setDividerLocation(300));
            frame.validate();
            BufferedImage picture =
                    new BufferedImage(content.getWidth(), content.getHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D g = picture.createGraphics();
            content.paint(g);
            Rectangle chosen = list.getCellBounds(list.getSelectedIndex(), list.getSelectedIndex());
            g.fill(SwingUtilities.convertRectangle(list, chosen, content));
            g.dispose();
            return IntStream.of(
                            picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                    .boxed()
                    .toList();
        });
    }

    private static JFrame open(TrayController controller) throws Exception {
        return TrayGallery.onEdt(() -> {
            controller.open();
            return controller.window().frame();
        });
    }

    /** By a real pixel, below the lists. */
    private void awaitGround(JFrame frame, boolean dark) {
        Screen.await(dark ? "a dark window" : "a light window", () -> {
            if (!frame.isShowing()) return Optional.empty();
            var picture = screen.picture(frame);
            Color ground = new Color(picture.getRGB(picture.getWidth() - 6, picture.getHeight() - 6));
            boolean isDark = ground.getRed() + ground.getGreen() + ground.getBlue() < 3 * 128;
            return isDark == dark ? Optional.of(true) : Optional.empty();
        });
    }
}
