package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.provider.EmbeddedProvider;
import io.github.keytray.provider.Endpoint;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Part;
import io.github.keytray.testing.Programs.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets live in memory and in the keychain. Every command runs with everything logged, and what it printed, logged,
 * wrote and put on a command line is searched for every secret that the provider gave or was sent.
 */
@Needs(Part.SECRET_SERVICE)
class LeakIT {
    private static final List<String> SENT =
            List.of("code", "code_verifier", "refresh_token", "client_secret", "token");
    private static final List<String> GIVEN = List.of("access_token", "refresh_token", "id_token");

    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder()
            .client("secretive", "hush-hush-client-secret")
            .start();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final StringBuilder heard = new StringBuilder();
    private final Set<String> commandLines = ConcurrentHashMap.newKeySet();
    private final Set<String> environments = ConcurrentHashMap.newKeySet();
    private App app;
    private Thread watcher = new Thread();

    @BeforeEach
    void watch() throws IOException {
        provider.misbehave(
                Endpoint.TOKEN,
                answer -> GIVEN.forEach(name -> {
                    if (answer.json().get(name) instanceof String secret) secrets.add(secret);
                }));
        Path logging = directory.resolve("logging.properties");
        Files.writeString(
                logging,
                "handlers=java.util.logging.FileHandler\n.level=ALL\njava.util.logging.FileHandler.level=ALL\n"
                        + "java.util.logging.FileHandler.pattern=" + directory + "/%u-%g.log\n"
                        + "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter\n");
        app = new App(directory)
                .with("JAVA_TOOL_OPTIONS", "-Djava.util.logging.config.file=" + logging)
                .with("KEYTRAY_TEST_SECRET", "hush-hush-client-secret");
        watcher = new Thread(this::readCommandLines);
        watcher.setDaemon(true);
        watcher.start();
    }

    @AfterEach
    void stop() {
        watcher.interrupt();
        provider.close();
    }

    @Test
    void should_find_no_secret_anywhere() throws Exception {
        run("login", "--client-secret-env", "KEYTRAY_TEST_SECRET", "--save", "yes");
        String token = run("token").out().strip();
        run("token", "--force-refresh");
        run("login", "--json");
        run("login", "--force", "--store", "memory", "--client-secret-env", "KEYTRAY_TEST_SECRET");
        provider.misbehaveOnce(Endpoint.TOKEN, answer -> answer.status(503));
        assertThat(run("token", "--force-refresh").exit()).isEqualTo(5);
        provider.misbehaveOnce(Endpoint.TOKEN, answer -> answer.instead(400, "text/html", "<html>no</html>"));
        assertThat(run("token", "--force-refresh").exit()).isEqualTo(6);
        run("list");
        run("logout", "--browser");
        assertThat(provider.requests(Endpoint.END_SESSION).get(0).parameters()).containsKey("id_token_hint");
        provider.requests()
                .forEach(request -> SENT.forEach(name -> {
                    String secret = request.parameters().get(name);
                    if (secret != null) secrets.add(secret);
                }));
        secrets.add("hush-hush-client-secret");

        assertThat(secrets).as("what there is to leak").contains(token).hasSizeGreaterThan(10);
        assertThat(logs()).as("the logs are there").isNotEmpty();
        for (String secret : secrets) {
            assertThat(heard.toString()).doesNotContain(secret);
            for (Path file : files()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
            assertThat(String.join("\n", commandLines)).doesNotContain(secret);
            // The client's secret is in a variable because the person chose that.
            if (!secret.equals("hush-hush-client-secret")) {
                assertThat(String.join("\n", environments)).doesNotContain(secret);
            }
        }
        for (Path path : ours()) {
            assertThat(Files.getPosixFilePermissions(path))
                    .as(path.toString())
                    .doesNotContain(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ);
        }
        assertThat(commandLines)
                .as("command lines were looked at")
                .anyMatch(line -> line.contains("--client-secret-env"));
    }

    private Ended run(String command, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("--verbose", command));
        if (!command.equals("list")) args.addAll(List.of("--issuer", provider.issuer(), "--client-id", "secretive"));
        args.addAll(List.of(more));
        Ended ended = app.run(args.toArray(String[]::new));
        heard.append(ended.err());
        if (!command.equals("token")) heard.append(ended.out());
        return ended;
    }

    /** What Keytray itself keeps in the state directory. */
    private static List<Path> ours() throws IOException {
        try (Stream<Path> below = Files.walk(Path.of(System.getenv("XDG_STATE_HOME"), "keytray"))) {
            return below.toList();
        }
    }

    private List<Path> logs() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".log")).toList();
    }

    /** Everything below the test's own directory and Keytray's state; the keyring itself is where secrets belong. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : List.of(directory, Path.of(System.getenv("XDG_STATE_HOME")))) {
            try (Stream<Path> below = Files.walk(place)) {
                below.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files;
    }

    private void readCommandLines() {
        Map<Long, Boolean> seen = new ConcurrentHashMap<>();
        try {
            while (!Thread.interrupted()) {
                ProcessHandle.allProcesses()
                        .filter(process -> seen.putIfAbsent(process.pid(), true) == null)
                        .forEach(this::readCommandLine);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void readCommandLine(ProcessHandle process) {
        commandLines.add(read(process, "cmdline"));
        environments.add(read(process, "environ"));
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid(), file), StandardCharsets.ISO_8859_1);
        } catch (IOException | UncheckedIOException gone) {
            return "";
        }
    }
}
