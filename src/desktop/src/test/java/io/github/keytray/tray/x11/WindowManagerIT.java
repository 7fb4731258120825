package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the test's own X server, whose window manager is Openbox, and whose tray says what it is told to. */
@Needs({DesktopPart.DISPLAY, DesktopPart.TRAY})
class WindowManagerIT {
    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Screen.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private static JFrame show(String title) throws Exception {
        JFrame[] frame = new JFrame[1];
        SwingUtilities.invokeAndWait(() -> {
            frame[0] = new JFrame(title);
            frame[0].setSize(300, 200);
            frame[0].setVisible(true);
        });
        await(title, frame[0]::isFocused);
        return frame[0];
    }

    @Test
    void should_bring_a_window_to_the_front() throws Exception {
        JFrame behind = show("behind");
        JFrame front = show("in front");
        try {
            assertThat(behind.isFocused()).isFalse();
            assertThat(WindowManager.activate("behind", "kwin-7_TIME0")).isTrue();
            await("the window", behind::isFocused);
            assertThat(WindowManager.activate("no such window", null)).isFalse();
            String id = run("xdotool", "search", "--name", "^behind$")
                    .strip()
                    .lines()
                    .reduce((first, last) -> last)
                    .orElseThrow();
            assertThat(run("xprop", "-id", id, "_NET_STARTUP_ID")).contains("kwin-7_TIME0");
        } finally {
            SwingUtilities.invokeAndWait(() -> {
                behind.dispose();
                front.dispose();
            });
        }
    }

    @Test
    void should_know_windows_by_the_programs_name() throws Exception {
        SwingUtilities.invokeAndWait(WindowNames::follow);
        SwingUtilities.invokeAndWait(WindowNames::follow);
        JFrame frame = show("named");
        try {
            String id = run("xdotool", "search", "--name", "^named$")
                    .strip()
                    .lines()
                    .reduce((first, last) -> last)
                    .orElseThrow();
            await("its name", () -> run("xprop", "-id", id, "WM_CLASS").contains("\"keytray\", \"Keytray\""));
        } finally {
            SwingUtilities.invokeAndWait(frame::dispose);
        }
    }

    @Test
    void should_tell_the_desktop_that_the_start_is_over(@TempDir Path directory) throws Exception {
        Path heard = Files.createFile(directory.resolve("heard"));
        Process listener = new ProcessBuilder("xev", "-root", "-event", "property")
                .redirectOutput(heard.toFile())
                .start();
        JFrame frame = show("started");
        try {
            await("a listener", () -> {
                run("xprop", "-root", "-f", "KEYTRAY", "8u", "-set", "KEYTRAY", "here");
                return hears(heard, "PropertyNotify");
            });
            assertThat(hears(heard, "_NET_STARTUP_INFO")).isFalse();
            WindowManager.activate("started", "launcher \"of a desktop\"-7_TIME0");
            // It is longer than one message.
            await("the end of the start", () -> hears(heard, "(_NET_STARTUP_INFO)"));
            assertThat(hears(heard, "(_NET_STARTUP_INFO_BEGIN)")).isTrue();
        } finally {
            listener.destroyForcibly().waitFor();
            SwingUtilities.invokeAndWait(frame::dispose);
        }
    }

    private static boolean hears(Path heard, String message) {
        try {
            return Files.readString(heard).contains(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void should_know_its_name() {
        assertThat(WindowManager.name()).contains("Openbox");
    }

    /** Starts a window where the window manager has an unknown name, in a JVM of its own. */
    public static void main(String[] args) {
        WindowManager.prepare(Map.of("DISPLAY", System.getenv("DISPLAY"), "XDG_CURRENT_DESKTOP", args[0]));
        String set = com.sun.jna.platform.unix.LibC.INSTANCE.getenv("_JAVA_AWT_WM_NONREPARENTING");
        System.out.println(set);
        System.exit(0);
    }

    @Test
    void should_tell_awt_of_one_that_it_does_not_know() throws Exception {
        String check = run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
                .replaceAll(".*# ", "")
                .strip();
        try {
            assertThat(prepared("sway")).isEqualTo("null");
            run("xprop", "-id", check, "-f", "_NET_WM_NAME", "8u", "-set", "_NET_WM_NAME", "wlroots wm");
            assertThat(prepared("sway")).isEqualTo("1");
            assertThat(prepared("KDE")).isEqualTo("null");
        } finally {
            run("xprop", "-id", check, "-f", "_NET_WM_NAME", "8u", "-set", "_NET_WM_NAME", "Openbox");
        }
    }

    private static String prepared(String desktop) throws Exception {
        return Programs.run(Duration.ofSeconds(60), Programs.java(WindowManagerIT.class, desktop))
                .out()
                .strip();
    }

    private static String run(String... command) {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(command)).out();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
