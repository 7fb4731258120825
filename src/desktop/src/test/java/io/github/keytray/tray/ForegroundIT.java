package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.tray.window.Foreground;
import java.awt.Frame;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A window that is asked for while another program has the keyboard. */
@Needs({DesktopPart.DISPLAY, DesktopPart.TRAY})
@ExtendWith(EdtChecker.class)
class ForegroundIT {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final JFrame frame = TrayGallery.onEdt(() -> {
        JFrame made = new JFrame("ours");
        made.setSize(300, 200);
        return made;
    });
    private @Nullable Process other;

    ForegroundIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        SwingUtilities.invokeAndWait(frame::dispose);
        if (other != null) other.destroyForcibly().waitFor();
    }

    private static void await(String what, BooleanSupplier condition) {
        Screen.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Another program, which takes the keyboard. */
    public static void main(String[] args) {
        SwingUtilities.invokeLater(() -> {
            JFrame theirs = new JFrame("theirs");
            theirs.setSize(600, 400);
            theirs.setVisible(true);
        });
    }

    private void startOther() throws Exception {
        other = new ProcessBuilder(Programs.java(ForegroundIT.class))
                .inheritIO()
                .start();
        await(
                "the other program",
                () -> !run("xdotool", "search", "--onlyvisible", "--name", "^theirs$")
                        .isBlank());
        // A window manager that has not met the window yet takes no notice of the first one.
        await("no focus", () -> {
            run("xdotool", "search", "--onlyvisible", "--name", "^theirs$", "windowactivate");
            Window active =
                    KeyboardFocusManager.getCurrentKeyboardFocusManager().getActiveWindow();
            return active == null || !active.isShowing();
        });
    }

    private void raise(Foreground.Asking asking) throws Exception {
        Foreground foreground =
                new Foreground(asking, Executors.newCachedThreadPool(), () -> "token", () -> said.add("behind"));
        SwingUtilities.invokeAndWait(() -> foreground.raise(frame));
    }

    @Test
    void should_come_to_the_front() throws Exception {
        SwingUtilities.invokeAndWait(() -> frame.setVisible(true));
        await("our window", frame::isFocused);
        startOther();
        raise(Foreground.windowManager(true));
        await("our window again", frame::isFocused);
        assertThat(said).isEmpty();
    }

    @Test
    void should_say_where_it_is_when_it_cannot_come_to_the_front() throws Exception {
        SwingUtilities.invokeAndWait(() -> {
            // Openbox neither raises it nor gives it the keyboard.
            frame.setFocusableWindowState(false);
            frame.setVisible(true);
        });
        startOther();
        raise((title, token) -> said.add(title + " " + token));
        await("a notice", () -> said.equals(List.of("ours token", "ours token", "behind")));
        assertThat(frame.getExtendedState()).isEqualTo(Frame.NORMAL);
        assertThat(frame.isShowing()).isTrue();
    }

    private static String run(String... command) {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(command)).out();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
