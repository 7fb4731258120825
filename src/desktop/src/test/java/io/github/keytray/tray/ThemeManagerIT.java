package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import java.awt.Color;
import java.util.Optional;
import javax.swing.JFrame;
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
