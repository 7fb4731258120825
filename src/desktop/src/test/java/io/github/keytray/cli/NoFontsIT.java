package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A display on a system without a font, as a small container is: AWT begins, and ends at the first letter. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE})
class NoFontsIT {
    private static final String SENTENCE = "Java finds no fonts, so no window can be shown";

    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();

    @TempDir
    Path directory;

    private PackagedApp app;

    @BeforeEach
    void hideFonts() throws Exception {
        Path configuration = directory.resolve("fonts.conf");
        Files.writeString(configuration, """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>
            """.formatted(directory.resolve("fonts"), directory.resolve("cache")));
        app = new PackagedApp(directory)
                .with("DISPLAY", System.getenv("DISPLAY"))
                .with("FONTCONFIG_FILE", configuration.toString())
                // Java notes there which fonts it has seen.
                .with("JAVA_TOOL_OPTIONS", "-Duser.home=" + directory);
    }

    @AfterEach
    void end() {
        provider.close();
    }

    private Ended run(String... arguments) throws Exception {
        Ended ended = app.run(arguments);
        assertThat(ended.out() + ended.err()).doesNotContain("\tat ", "InternalError:", "Exception");
        return ended;
    }

    @Test
    void should_be_said_by_doctor() throws Exception {
        Ended doctor = run("doctor");
        assertThat(doctor.out()).contains("To do  Desktop", SENTENCE, "OK     Keychain");
        assertThat(doctor.exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void should_have_a_sign_in_asked_at_the_terminal() throws Exception {
        Ended login = run("login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes");
        assertThat(login.exit()).as(login.err()).isZero();
        assertThat(login.err()).contains(SENTENCE);
        Ended token = run("token", "--issuer", provider.issuer(), "--client-id", "app");
        assertThat(provider.subject(token.out().strip())).isEqualTo("sub-alice");
        assertThat(run("logout", "--issuer", provider.issuer(), "--client-id", "app")
                        .exit())
                .isZero();
    }

    @Test
    void should_leave_the_tray_without_a_window() throws Exception {
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(err.toFile());
        Programs.apply(app.environment(), builder);
        Process tray = builder.start();
        try {
            Screen.await("a sentence", () -> Optional.of(text(err)).filter(said -> said.contains(SENTENCE)));
            Screen.await("the tray", () -> Optional.of(status()).filter(said -> said.contains("\"tray\":true")));
            assertThat(text(err)).contains("The tray has no window").doesNotContain("\tat ", "InternalError:");
        } finally {
            tray.destroy();
            tray.waitFor();
        }
    }

    private String status() {
        try {
            return app.run("status", "--json").out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
