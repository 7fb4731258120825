package io.github.keytray.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two applications that want the same account signed in at the same time. */
@Needs(DesktopPart.SECRET_SERVICE)
class TwoLoginsIT {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private PackagedApp app;

    @BeforeEach
    void makeABrowserThatTakesItsTime() throws IOException {
        app = new PackagedApp(directory);
        Files.writeString(
                directory.resolve("browser"),
                "#!/bin/sh\necho visit >>'" + directory + "/visits'\n"
                        + "until [ -e '" + directory + "/go' ]; do sleep 0.05; done\n"
                        + "exec '" + String.join("' '", Programs.java(StandInUser.class)) + "' \"$1\"\n");
    }

    @AfterEach
    void signOut() throws Exception {
        app.run("logout", "--issuer", provider.issuer(), "--client-id", "app");
        provider.close();
    }

    @Test
    void should_open_one_browser_for_both() throws Exception {
        Login first = new Login("--save", "yes");
        first.awaitVisit();
        Login second = new Login();
        second.awaitWords("Another application is signing in at 127.0.0.1.");
        assertThat(visits()).isEqualTo(1);
        letTheBrowserGoOn();
        assertThat(first.end()).isEqualTo("Signed in as alice (127.0.0.1).");
        assertThat(second.end()).isEqualTo("Already signed in as alice (127.0.0.1).");
        assertThat(visits()).isEqualTo(1);
    }

    @Test
    void should_open_no_other_by_itself_when_the_first_dies() throws Exception {
        Login first = new Login("--save", "yes");
        first.awaitVisit();
        Login second = new Login();
        second.awaitWords("Another application");
        first.process.toHandle().destroyForcibly();
        second.awaitWords("Sign in here? [y/N]");
        second.type("");
        assertThat(second.end()).isEmpty();
        assertThat(second.process.exitValue()).isEqualTo(ExitCode.CANCELLED);
        assertThat(visits()).isEqualTo(1);
        letTheBrowserGoOn();
    }

    @Test
    void should_sign_in_here_when_the_first_is_not_kept_and_the_person_wants_to() throws Exception {
        Login first = new Login("--save", "no");
        first.awaitVisit();
        Login second = new Login("--save", "yes");
        second.awaitWords("Another application");
        letTheBrowserGoOn();
        assertThat(first.end()).contains("Signed in as alice", "not kept");
        second.type("y\n");
        assertThat(second.end()).isEqualTo("Signed in as alice (127.0.0.1).");
        assertThat(visits()).isEqualTo(2);
    }

    private void letTheBrowserGoOn() throws IOException {
        Files.createFile(directory.resolve("go"));
    }

    private long visits() throws IOException {
        Path visits = directory.resolve("visits");
        return Files.exists(visits) ? Files.readAllLines(visits).size() : 0;
    }

    /** A {@code keytray login} under way. */
    private final class Login {
        private final Path err = Files.createTempFile(directory, "login", ".err");
        private final Process process;

        Login(String... more) throws IOException {
            List<String> command = PackagedApp.command("login", "--issuer", provider.issuer(), "--client-id", "app");
            command.addAll(List.of(more));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
            Programs.apply(app.environment(), builder);
            process = builder.start();
        }

        void awaitVisit() {
            await("a browser", () -> visits() > 0);
        }

        void awaitWords(String words) {
            await(words, () -> Files.readString(err).contains(words));
        }

        /** Answers, and has nothing more to say. */
        void type(String answer) throws IOException {
            process.getOutputStream().write(answer.getBytes(UTF_8));
            process.getOutputStream().close();
        }

        String end() throws IOException, InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        }

        private interface Condition {
            boolean holds() throws IOException;
        }

        private static void await(String what, Condition condition) {
            Screen.await(what, () -> {
                try {
                    return condition.holds() ? Optional.of(true) : Optional.empty();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
