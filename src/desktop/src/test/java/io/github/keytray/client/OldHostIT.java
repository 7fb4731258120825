package io.github.keytray.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.cli.PackagedApp;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.EmbeddedProvider;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is compiled for Java 8, with nothing but the client's own jar, and the packaged command. */
@Needs(DesktopPart.SECRET_SERVICE)
class OldHostIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    void should_sign_in_and_have_its_token() throws Exception {
        Path jar = Path.of(
                System.getProperty("keytray.app").replace("desktop", "client").replace("-app.jar", ".jar"));
        Path source = Path.of(
                Objects.requireNonNull(getClass().getResource("OldHost.java")).toURI());
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "8",
                        "-Xlint:-options",
                        "-cp",
                        jar.toString(),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(compiled).isZero();

        PackagedApp app = new PackagedApp(directory);
        try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
            String[] account = {provider.issuer(), "app"};
            assertThat(run(app, jar, account).out()).startsWith("SIGN_IN_NEEDED Nobody is signed in");
            String[] login = {"login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes"};
            assertThat(app.run(login).exit()).isZero();
            String token = run(app, jar, account).out().strip();
            assertThat(provider.subject(token)).isEqualTo("sub-alice");
            assertThat(run(app, jar, provider.issuer(), "app", "signIn").out().strip())
                    .isEqualTo(token);
            app.run("logout", "--issuer", provider.issuer(), "--client-id", "app");
        }
    }

    private Ended run(PackagedApp app, Path jar, String... args) throws Exception {
        Path command = directory.resolve("keytray-of-the-machine");
        Files.writeString(command, "#!/bin/sh\nexec '" + String.join("' '", PackagedApp.command()) + "' \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = new HashMap<>(app.environment());
        environment.put("KEYTRAY_COMMAND", command.toString());
        List<String> line = new ArrayList<>(
                List.of(Programs.javaCommand(), "-cp", jar + File.pathSeparator + directory, "OldHost"));
        line.addAll(List.of(args));
        return Programs.run(PATIENCE, line, environment);
    }
}
