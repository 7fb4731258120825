package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EchoingError;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets live in memory and in the keychain. Every command runs with everything logged, and what it printed, logged,
 * wrote and put on a command line is searched for every secret that the provider gave or was sent.
 */
@Needs(DesktopPart.SECRET_SERVICE)
class LeakIT {
    private static final List<String> SENT =
            List.of("code", "code_verifier", "refresh_token", "client_secret", "token", "id_token_hint");
    private static final List<String> GIVEN = List.of("access_token", "refresh_token", "id_token");

    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder()
            .client("secretive", "hush-hush-client-secret")
            .client(RegisteredClient.of("bound").bindingTokens())
            .start();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final StringBuilder heard = new StringBuilder();
    private final Set<String> commandLines = ConcurrentHashMap.newKeySet();
    private final Set<String> environments = ConcurrentHashMap.newKeySet();
    private PackagedApp app;
    private Thread watcher = new Thread();
    private String clientId = "secretive";

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
                "handlers=java.util.logging.FileHandler\n"
                        + ".level=ALL\n"
                        + "sun.awt.level=INFO\n"
                        + "java.awt.level=INFO\n"
                        + "java.util.logging.FileHandler.level=ALL\n"
                        + "java.util.logging.FileHandler.pattern=" + directory + "/%u-%g.log\n"
                        + "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter\n");
        app = new PackagedApp(directory)
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
        assertThat(run("token", "--force-refresh").exit()).isEqualTo(5);
        provider.misbehaveOnce(Endpoint.TOKEN, new EchoingError(401, "invalid_token"));
        assertThat(run("token", "--force-refresh").err()).contains("[redacted]");
        run("list");
        run("tray", "--try");
        run("status");
        run("doctor");
        provider.misbehave(Endpoint.REVOCATION, new EchoingError(400, "invalid_request"));
        run("logout", "--browser");
        assertThat(provider.visits(Endpoint.END_SESSION).get(0).parameters()).containsKey("id_token_hint");
        searchEverything();
        assertThat(secrets).as("what there is to leak").contains(token).hasSizeGreaterThan(10);
        assertThat(commandLines)
                .as("command lines were looked at")
                .anyMatch(line -> line.contains("--client-secret-env"));
    }

    /** The keychain holds the key beside the tokens. */
    @Test
    void should_find_no_key_that_tokens_are_bound_to() throws Exception {
        clientId = "bound";
        run("login", "--save", "yes");
        secrets.add(key());
        run("login", "--json");
        run("token", "--force-refresh");
        run("token", "--json");
        run("token", "--proof", "GET", provider.uri(Endpoint.USERINFO).toString());
        provider.misbehaveOnce(Endpoint.TOKEN, new EchoingError(400, "invalid_dpop_proof"));
        heard.append(run("token", "--force-refresh").out());
        run("status");
        run("logout");
        searchEverything();
        assertThat(heard).as("the proof that was refused was told").contains("DPoP, RFC 9449");
    }

    private static String key() throws Exception {
        String entry = Programs.run(
                        Duration.ofSeconds(10),
                        List.of("secret-tool", "search", "--all", "service", "keytray 127.0.0.1"))
                .out();
        Matcher value = Pattern.compile("secret = keytray2\\.([A-Za-z0-9_-]+)").matcher(entry);
        assertThat(value.find()).as(entry.replaceAll("secret = .*", "")).isTrue();
        String json = new String(Base64.getUrlDecoder().decode(value.group(1)), StandardCharsets.UTF_8);
        Matcher key = Pattern.compile("\\\\\"d\\\\\":\\\\\"([A-Za-z0-9_-]{43})").matcher(json);
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    /** A tray whose windows somebody reads, whose threads somebody dumps, and which then crashes. */
    @Test
    @Needs(DesktopPart.DISPLAY)
    void should_find_no_secret_in_windows_threads_and_crash_logs() throws Exception {
        run("login", "--client-secret-env", "KEYTRAY_TEST_SECRET", "--save", "yes");
        Path crash = Files.createDirectory(directory.resolve("crash"));
        Path seen = directory.resolve("seen");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -c 0; exec \"$@\"",
                        "sh",
                        Programs.javaCommand(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WindowRecorder.class.getName(),
                        seen.toString(),
                        "tray")
                .directory(crash.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("tray.out").toFile());
        Programs.apply(app.environment(), builder);
        builder.environment().put("DISPLAY", System.getenv("DISPLAY"));
        Process tray = builder.start();
        try {
            awaitSeen(seen, "alice");
            String token = run("token").out().strip();
            assertThat(secrets).as("what there is to leak").contains(token);
            press("Keytray", "Tab", "Down", "F5");
            awaitSeen(seen, "Renewed");
            press("Keytray", "ctrl+n");
            awaitSeen(seen, "Issuer");
            press("Sign in", "Escape");
            run("status");
            for (String command : List.of("Thread.print", "VM.command_line", "VM.system_properties", "VM.flags")) {
                String dump = jcmd(tray, command);
                assertThat(dump).as(command).isNotEmpty().doesNotContain("HeapDump", "CrashOnOutOfMemory");
                heard.append(dump);
            }
            assertThat(heard).contains("keytray-broker");
        } finally {
            Programs.run(Duration.ofSeconds(10), List.of("kill", "-SEGV", String.valueOf(tray.pid())));
            if (!tray.waitFor(60, TimeUnit.SECONDS)) tray.destroyForcibly().waitFor();
        }
        try (Stream<Path> left = Files.list(crash)) {
            assertThat(left)
                    .as("the JVM's own log, and nothing by our hand")
                    .singleElement()
                    .satisfies(log -> {
                        assertThat(log.getFileName().toString()).matches("hs_err_pid\\d+\\.log");
                        assertThat(log).content().contains("SIGSEGV", "END.");
                    });
        }
        for (String file : List.of("keytray", "keytray.vmoptions", "keytray-tray.vmoptions")) {
            assertThat(Files.readString(Path.of("src/main/launcher", file))).doesNotContain("HeapDump", "OutOfMemory");
        }
        run("logout");
        searchEverything();
    }

    private static void awaitSeen(Path seen, String text) {
        Screen.await(text, () -> {
            try {
                boolean there = Files.exists(seen) && Files.readString(seen).contains(text);
                return there ? Optional.of(true) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void press(String window, String... keys) throws Exception {
        Screen.await(window, () -> {
            try {
                String active = Programs.run(
                                Duration.ofSeconds(20), List.of("xdotool", "getactivewindow", "getwindowname"))
                        .out();
                return active.strip().equals(window) ? Optional.of(true) : Optional.empty();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        for (String key : keys) {
            Programs.run(Duration.ofSeconds(20), List.of("xdotool", "sleep", "0.3", "key", key));
        }
    }

    private static String jcmd(Process process, String command) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Programs.run(Duration.ofSeconds(60), List.of(jcmd, String.valueOf(process.pid()), command))
                .out();
    }

    private void searchEverything() throws IOException {
        provider.requests()
                .forEach(request -> SENT.forEach(name -> {
                    String secret = request.parameters().get(name);
                    if (secret != null) secrets.add(secret);
                }));
        secrets.add("hush-hush-client-secret");

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
    }

    private Ended run(String command, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("--verbose", command));
        if (!List.of("list", "status", "tray").contains(command))
            args.addAll(List.of("--issuer", provider.issuer(), "--client-id", clientId));
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
