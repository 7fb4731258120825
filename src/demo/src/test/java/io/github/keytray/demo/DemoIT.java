package io.github.keytray.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Keyboard;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.StandInUser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a program, on a real keyring. */
@Needs(DesktopPart.SECRET_SERVICE)
class DemoIT {
    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeBrowser() throws Exception {
        Path browser = directory.resolve("browser");
        Files.writeString(
                browser,
                "#!/bin/sh\necho \"$1\" >>'" + directory + "/visits'\nexec '"
                        + String.join("' '", Programs.java(StandInUser.class)) + "' \"$1\"\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        environment.putAll(Map.of(
                "XDG_CACHE_HOME", directory.toString(),
                "BROWSER", browser.toString(),
                "STAND_IN_USER", Demo.ANA.username(),
                "STAND_IN_PASSWORD", Demo.ANA.password()));
    }

    @AfterEach
    void should_leave_nothing_in_the_keyring() throws Exception {
        environment.put("DISPLAY", "");
        Ended search = Programs.run(
                Duration.ofSeconds(10), List.of("secret-tool", "search", "--all", "service", "keytray 127.0.0.1"));
        assertThat(search.out()).isEmpty();
    }

    @Test
    void should_tell_the_whole_story() throws Exception {
        environment.put("DISPLAY", "");

        Ended ended = Programs.run(Duration.ofSeconds(60), Programs.java(Demo.class), environment);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .containsSubsequence(
                        "The keychain: GNOME Keyring",
                        "First start",
                        "The browser was needed",
                        "\"Stay signed in as ana?\" Yes.",
                        "Second start",
                        "signed in silently",
                        "An hour later",
                        "signed in silently",
                        "renewed with 1 request",
                        "Sign-out",
                        "deleted from GNOME Keyring and revoked",
                        "Nobody is signed in")
                .containsOnlyOnce("The browser was needed");
    }

    @Test
    @Needs(DesktopPart.DISPLAY)
    void should_need_the_browser_once_in_a_window() throws Exception {
        try (Window window = new Window()) {
            Keyboard.press("Stay signed in", "Return");
            assertThat(window.line("The browser was needed")).contains("start again");
            Keyboard.press(OrdersFrame.TITLE, "alt+F4");
            window.awaitEnd();
        }
        try (Window window = new Window()) {
            assertThat(window.line("silently")).contains("ana was signed in silently");
            Keyboard.press(OrdersFrame.TITLE, "alt+a", "o");
            assertThat(window.line("signed out")).contains("ana has signed out");
            Keyboard.press(OrdersFrame.TITLE, "alt+F4");
            window.awaitEnd();
        }
        assertThat(Files.readAllLines(directory.resolve("visits"))).hasSize(1);
    }

    /** The demonstration, running. */
    private final class Window implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;

        Window() throws Exception {
            ProcessBuilder builder = new ProcessBuilder(Programs.java(Demo.class)).redirectErrorStream(true);
            Programs.apply(environment, builder);
            process = builder.start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next line that holds the words. */
        String line(String words) throws Exception {
            return CompletableFuture.supplyAsync(() -> out.lines()
                            .filter(line -> line.contains(words))
                            .findFirst()
                            .orElse("The demonstration ended"))
                    .get(30, TimeUnit.SECONDS);
        }

        void awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
