package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.tray.dbus.StatusNotifierWatcher;
import io.github.keytray.tray.x11.XServerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged tray on an X server of its own, which ends. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE, DesktopPart.TRAY})
class LostDisplayIT {
    private final XServerFixture x11;
    private final Path session;
    private Process server;

    LostDisplayIT(@TempDir Path directory) throws IOException {
        session = Files.createDirectory(directory.resolve("run"));
        x11 = new XServerFixture(directory);
        x11.environment().put("XDG_RUNTIME_DIR", session.toString());
        x11.environment().put("JAVA_TOOL_OPTIONS", "");
        x11.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }

    @BeforeEach
    void start() throws Exception {
        server = x11.startServer(24);
    }

    @AfterEach
    void end() throws Exception {
        x11.close();
    }

    private Process start(String... command) throws IOException {
        return x11.start(command);
    }

    private Process startTray() throws IOException {
        Process tray = start(PackagedApp.command("tray", "--hidden").toArray(String[]::new));
        awaitAnswer();
        return tray;
    }

    private void awaitAnswer() {
        BrokerClient client = new BrokerClient(session.resolve("keytray"));
        Screen.await("an answer", () -> {
            try {
                return Optional.ofNullable(client.status());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void awaitIcon() {
        awaitWindow("Keytray icon");
    }

    private void awaitWindow(String name) {
        Screen.await(name, () -> x11.find(name));
    }

    /** The shell that waits for the tray to lose its display. */
    private ProcessHandle heir(Process tray) {
        ProcessHandle heir =
                Screen.await("an heir", () -> tray.toHandle().children().findFirst());
        x11.endLater(heir);
        return heir;
    }

    private void loseDisplay() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    private void restoreDisplay() throws IOException {
        server = start(
                "Xvfb",
                x11.environment().getOrDefault("DISPLAY", ""),
                "-screen",
                "0",
                "640x480x24",
                "-nolisten",
                "tcp");
        Screen.await("the display", () -> answers() ? Optional.of(true) : Optional.empty());
    }

    private boolean answers() {
        try {
            List<String> look = List.of("xdotool", "getmouselocation");
            return Programs.run(Duration.ofSeconds(20), look, x11.environment()).exit() == 0;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class In_a_tray_of_x11 {
        private Process tray;

        @BeforeEach
        void show() throws IOException {
            start("trayer");
            tray = startTray();
            awaitIcon();
        }

        @Test
        void should_go_on_without_its_display_and_be_in_the_next() throws Exception {
            loseDisplay();
            assertThat(tray.waitFor(2, TimeUnit.SECONDS)).isFalse();
            awaitAnswer();
            restoreDisplay();
            start("trayer");
            awaitIcon();
            assertThat(tray.toHandle().children()).as("heirs").isEmpty();
        }

        @Test
        void should_leave_its_tray_when_it_is_ended() throws Exception {
            tray.destroy();
            assertThat(tray.waitFor()).isEqualTo(143);
            Screen.await("no icon", () -> x11.find("Keytray icon").isEmpty() ? Optional.of(true) : Optional.empty());
        }
    }

    /** The window takes the process with the display. */
    @Nested
    class With_a_window {
        private Process tray;
        private ProcessHandle heir;

        @BeforeEach
        void show() throws IOException {
            start("trayer");
            tray = startTray();
            awaitIcon();
            start(PackagedApp.command("tray").toArray(String[]::new));
            awaitWindow("Keytray");
            heir = heir(tray);
        }

        @Test
        void should_be_there_again_with_the_display() throws Exception {
            loseDisplay();
            assertThat(tray.waitFor(20, TimeUnit.SECONDS)).isTrue();
            restoreDisplay();
            Screen.await(
                    "a tray in the place of its heir",
                    () -> heir.info().command().filter(x -> x.endsWith("java")));
            awaitAnswer();
            start("trayer");
            awaitIcon();
        }

        @Test
        void should_leave_nobody_when_it_is_ended() throws Exception {
            tray.destroy();
            heir.onExit().get(20, TimeUnit.SECONDS);
            assertThat(tray.waitFor()).isEqualTo(143);
        }

        @Test
        void should_leave_nobody_when_it_is_killed() throws Exception {
            tray.destroyForcibly();
            heir.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Nested
    class In_a_panel_that_asks_over_dbus {
        private final BlockingQueue<String> icons = new LinkedBlockingQueue<>();

        @Test
        void should_not_even_notice() throws Exception {
            try (DBusConnection bus =
                    DBusConnectionBuilder.forSessionBus().withShared(false).build()) {
                bus.exportObject(StatusNotifierWatcher.PATH, new Panel(icons));
                bus.requestBusName(StatusNotifierWatcher.NAME);
                Process tray = startTray();
                assertThat(icons.poll(20, TimeUnit.SECONDS)).contains("StatusNotifierItem");
                loseDisplay();
                assertThat(tray.waitFor(3, TimeUnit.SECONDS)).isFalse();
            }
            // Without a panel it looks for another way, and there is none.
            awaitAnswer();
        }
    }

    /** Stands in for a panel. */
    public record Panel(BlockingQueue<String> icons) implements StatusNotifierWatcher {
        @Override
        public void register(String service) {
            icons.add(service);
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }
}
