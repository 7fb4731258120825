package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import io.github.keytray.Account;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.keychain.PrivateSession;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tray whose state is on a disk without room: a small one of its own, which only root can mount. */
@Needs(DesktopPart.SECRET_SERVICE)
@Timeout(240)
class FullDiskIT {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder()
            .rotate(true)
            .accessTokenLife(Duration.ofSeconds(8))
            .start();
    private final StringBuilder tokens = new StringBuilder();
    private Path disk;
    private boolean mounted;
    private @Nullable PrivateSession session;
    private PackagedApp app;
    private @Nullable Process tray;

    @BeforeEach
    void mount() throws Exception {
        Path place = Files.createDirectory(directory.resolve("session"));
        disk = Files.createDirectory(place.resolve("state"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=16k", "keytray-test", disk.toString());
        assumeTrue(mounted, "No small disk can be mounted here: it takes root and mount");
        PrivateSession desktop = PrivateSession.withoutDisplay(place);
        session = desktop;
        app = new PackagedApp(directory);
        desktop.environment().forEach(app::with);
    }

    @AfterEach
    void unmount() throws Exception {
        if (tray != null) tray.destroyForcibly().waitFor();
        if (session != null) session.close();
        if (mounted) run("umount", disk.toString());
        provider.close();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(command)).exit() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) out.write(new byte[512]);
        } catch (IOException full) {
            return filler;
        }
    }

    /** Waits for a token that was not handed out before. */
    private void awaitNewToken() {
        BrokerClient client = new BrokerClient(directory.resolve("session/keytray"));
        BrokerRequest question = new BrokerRequest(new Account(provider.issuer(), "app"), null, Set.of(), null);
        Screen.await("a new token", () -> {
            try {
                boolean fresh = client.ask(question) instanceof BrokerResponse.Granted granted
                        && "sub-alice".equals(provider.subject(granted.token().accessToken()))
                        && tokens.indexOf(granted.token().accessToken()) < 0;
                if (fresh && client.ask(question) instanceof BrokerResponse.Granted granted) {
                    tokens.append(granted.token().accessToken());
                }
                return fresh ? Optional.of(true) : Optional.empty();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    @Test
    void should_be_served_as_ever_and_lose_no_more_than_history() throws Exception {
        Path filler = fill();
        String[] login = {"login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes"};
        assertThat(app.run(login).exit()).isZero();
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Programs.apply(app.environment(), builder);
        Process running = builder.start();
        tray = running;
        for (int i = 0; i < 4; i++) awaitNewToken();

        Path state = disk.resolve("keytray");
        Path journal = state.resolve("journal");
        assertThat(said())
                .startsWith("keytray: There is no display here")
                .contains("keytray: The history cannot be kept in " + journal + ": No space left on device.")
                .hasLineCount(2);
        assertThat(state)
                .as("nothing is half written")
                .isDirectoryNotContaining(
                        file -> Files.isRegularFile(file) && file.toFile().length() > 0);
        assertThat(state.resolve("providers")).isEmptyDirectory();

        Files.delete(filler);
        awaitNewToken();
        Screen.await("the history", () -> journal.toFile().length() > 0 ? Optional.of(true) : Optional.empty());
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).as("with what happened meanwhile").hasSizeGreaterThan(3);
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(JsonParser.parseString(line).isJsonObject()).isTrue());

        fill();
        for (int i = 0; i < 3; i++) awaitNewToken();
        assertThat(Files.readAllLines(journal))
                .startsWith(lines.toArray(String[]::new))
                .allSatisfy(line ->
                        assertThat(JsonParser.parseString(line).isJsonObject()).isTrue());
        assertThat(state).isDirectoryNotContaining("glob:**.new");
        assertThat(running.isAlive()).isTrue();
    }
}
