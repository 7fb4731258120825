package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.provider.EmbeddedProvider;
import io.github.keytray.provider.Endpoint;
import io.github.keytray.provider.StandInUser;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Part;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged tray with its window, driven by keys from outside: a real keyring, and a provider. */
@Needs({Part.DISPLAY, Part.SECRET_SERVICE})
class TrayWindowIT {
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();

    @TempDir
    Path directory;

    private App app;
    private Process tray;

    @BeforeEach
    void start() throws IOException {
        app = new App(directory, StandInUser.class);
        ProcessBuilder builder = new ProcessBuilder(App.command("tray"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Programs.apply(app.environment(), builder);
        tray = builder.start();
    }

    @AfterEach
    void end() throws Exception {
        tray.destroy();
        assertThat(tray.waitFor()).as("ended by a signal").isEqualTo(143);
        app.run("logout", "--issuer", provider.issuer(), "--client-id", "app");
        provider.close();
    }

    /** Waits until a window has the keyboard, then presses keys. */
    private static void press(String window, String... keys) {
        Screen.await(window, () -> {
            boolean focused =
                    run("xdotool", "getactivewindow", "getwindowname").strip().equals(window);
            return focused ? Optional.of(true) : Optional.empty();
        });
        run("xdotool", "sleep", "0.5");
        for (String key : keys) run("xdotool", "key", key);
    }

    private static String run(String... command) {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(command)).out();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitStatus(String text) {
        Screen.await(text, () -> {
            try {
                Programs.Ended status = app.run("status");
                return (status.out() + status.err()).contains(text) ? Optional.of(true) : Optional.empty();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void should_sign_somebody_in_and_out() throws Exception {
        press("Keytray", "ctrl+n");
        press("Sign in");
        run("xdotool", "type", provider.issuer());
        run("xdotool", "key", "Tab");
        run("xdotool", "type", "app");
        run("xdotool", "key", "Return");
        press("Stay signed in", "Return");
        awaitStatus("alice");

        app.run("tray");
        press("Keytray", "Delete");
        press("Sign out", "shift+Tab", "space");
        awaitStatus("Nobody is signed in");
        assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
    }
}
