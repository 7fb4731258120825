package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.StringSelection;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tray's parts together, on a real desktop. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE})
@ExtendWith(EdtChecker.class)
class TrayUiIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final AtomicLong minutes = new AtomicLong();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws Exception {
        EventQueue.invokeAndWait(TrayUiIT::closeFrames);
        workers.shutdown();
    }

    private TrayUi show() throws InterruptedException {
        return TrayUi.show(
                new FakeSignIns(),
                TrayFixture.setup(),
                Keychain.system(),
                Directories.current(),
                () -> TrayFixture.NOW.plus(Duration.ofMinutes(minutes.get())),
                workers,
                () -> true,
                () -> {});
    }

    /** Each time a while later: what a window shows can come a moment after it was opened or closed. */
    private boolean isClosedForLong(TrayUi ui) {
        Duration closed = ui.closedFor();
        minutes.incrementAndGet();
        return closed.compareTo(LONG) >= 0;
    }

    @Test
    void should_know_for_how_long_its_window_has_been_closed() throws Exception {
        try (TrayUi ui = show()) {
            minutes.addAndGet(10);
            assertThat(ui.closedFor()).as("before it was open").isZero();
            ui.open("");
            await("the window", ui::isOpen);
            minutes.addAndGet(10);
            assertThat(ui.closedFor()).as("while it is open").isZero();
            EventQueue.invokeAndWait(TrayUiIT::closeFrames);
            await("the end of it", () -> !ui.isOpen());
            await("a time after it", () -> isClosedForLong(ui));
            ui.open("");
            assertThat(ui.closedFor()).as("once it is asked for again").isZero();
            await("the window again", ui::isOpen);
        }
    }

    @Test
    void should_know_whether_something_was_copied_here() throws Exception {
        try (TrayUi ui = show()) {
            Clipboard clipboard = Toolkit.getDefaultToolkit().getSystemClipboard();
            clipboard.setContents(new StringSelection("a problem"), null);
            assertThat(ui.ownsClipboard()).isTrue();
            Programs.run(Duration.ofSeconds(30), Programs.java(Copying.class));
            await("what another program copied", () -> !ui.ownsClipboard());
        }
    }

    /** Another program, whose clipboard is gone with it. */
    static final class Copying {
        private Copying() {}

        public static void main(String[] args) {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection("other"), null);
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
