package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.EmbeddedProvider;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a display and no terminal: its own windows, driven from outside. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE})
class LoginWindowIT {
    private static final Path SHOTS = Path.of(System.getProperty("keytray.output"), "screenshots", "command");

    @TempDir
    Path directory;

    private static void await(String title) throws Exception {
        String search = "timeout 30 xdotool search --sync --onlyvisible --name '^" + title + "$'";
        assertThat(Programs.run(Duration.ofSeconds(40), List.of("sh", "-c", search))
                        .out())
                .as(title)
                .isNotBlank();
    }

    private static void press(String key) throws Exception {
        Programs.run(Duration.ofSeconds(10), List.of("xdotool", "sleep", "0.5", "key", key));
    }

    private static void shoot(String name) throws Exception {
        Files.createDirectories(SHOTS);
        Robot robot = new Robot();
        robot.delay(500);
        Rectangle all = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        ImageIO.write(
                robot.createScreenCapture(all),
                "png",
                SHOTS.resolve(name + ".png").toFile());
    }

    private CompletableFuture<Ended> login(PackagedApp app, EmbeddedProvider provider) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return app.run("login", "--issuer", provider.issuer(), "--client-id", "app");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void should_ask_in_a_window_whether_to_stay_signed_in() throws Exception {
        PackagedApp app = new PackagedApp(directory).with("DISPLAY", System.getenv("DISPLAY"));
        try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
            CompletableFuture<Ended> login = login(app, provider);
            await("Stay signed in");
            shoot("save-prompt");
            press("Return");
            Ended ended = login.get(60, TimeUnit.SECONDS);
            assertThat(ended.out()).contains("Signed in as alice (127.0.0.1).");
            assertThat(app.run("logout", "--issuer", provider.issuer(), "--client-id", "app")
                            .exit())
                    .isZero();
        }
    }

    @Test
    void should_be_cancelled_in_its_window() throws Exception {
        PackagedApp app = new PackagedApp(directory)
                .with("DISPLAY", System.getenv("DISPLAY"))
                .with("STAND_IN_DOES", "nothing");
        try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
            CompletableFuture<Ended> login = login(app, provider);
            await("Sign in");
            shoot("sign-in");
            press("Escape");
            Ended ended = login.get(60, TimeUnit.SECONDS);
            assertThat(ended.exit()).isEqualTo(4);
            assertThat(ended.err()).contains("The sign-in was cancelled.");
        }
    }
}
