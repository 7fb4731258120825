package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tray's parts together, on a real desktop. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE})
@ExtendWith(EdtChecker.class)
class TrayUiIT {
    private static final Duration MOMENT = Duration.ofMillis(900);

    @Test
    void should_know_for_how_long_its_window_has_been_closed() throws Exception {
        ExecutorService workers = Executors.newCachedThreadPool();
        try (TrayUi ui = TrayUi.show(
                new FakeSignIns(),
                TrayFixture.setup(),
                Keychain.system(),
                Directories.current(),
                InstantSource.system(),
                workers,
                () -> true,
                () -> {})) {
            TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
            assertThat(ui.closedFor()).as("before it was open").isZero();
            ui.open("");
            await("the window", ui::isOpen);
            TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
            assertThat(ui.closedFor()).as("while it is open").isLessThan(MOMENT);
            EventQueue.invokeAndWait(TrayUiIT::closeFrames);
            await("the end of it", () -> !ui.isOpen());
            TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
            assertThat(ui.closedFor()).as("once it is closed").isGreaterThanOrEqualTo(MOMENT);
            ui.open("");
            assertThat(ui.closedFor()).as("once it is asked for again").isLessThan(MOMENT);
            await("the window again", ui::isOpen);
            EventQueue.invokeAndWait(TrayUiIT::closeFrames);
        } finally {
            workers.shutdown();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Screen.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private static void closeFrames() {
        Stream.of(Window.getWindows())
                .filter(window -> window instanceof Frame && window.isShowing())
                .forEach(window -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
    }
}
