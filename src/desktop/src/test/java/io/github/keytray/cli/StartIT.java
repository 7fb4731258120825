package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.internal.platform.MetadataFile;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.LoadedClasses;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a start may load and ask: the budget of {@code keytray token} where the token is stored, and of {@code keytray login}.
 * Classes are counted instead of milliseconds, which depend on the machine.
 */
@Needs(DesktopPart.SECRET_SERVICE)
class StartIT {
    private static final Account ACCOUNT = new Account("https://login.start.example", "start");

    /** Ours; measured 92 on Java 17. */
    private static final int MOST_OF_OURS = 95;
    /** With those of Java, of which the most are for sockets and ciphers; measured 1,240 on Java 17, and 1,399 on Java 25. */
    private static final int MOST_OF_ALL = Runtime.version().feature() > 21 ? 1_500 : 1_350;
    /** To find the item, open a session and read; the list of accounts is found and read as well. */
    private static final int KEYCHAIN_CALLS = 9;

    @TempDir
    static Path directory;

    @BeforeAll
    static void signIn() throws Exception {
        Instant now = Instant.now();
        Set<String> scopes = Set.of("openid");
        Token token = new Token("start-token", "Bearer", "refresh", null, scopes, scopes, now, now.plusSeconds(86_400));
        new KeychainUserStore(Keychain.system(), ACCOUNT).putDefaultUser(new StoredUser(new User("1", "ana"), token));
    }

    @AfterAll
    static void signOut() throws Exception {
        new KeychainUserStore(Keychain.system(), ACCOUNT).putDefaultUser(null);
    }

    private static List<String> token(String... more) {
        List<String> args =
                new ArrayList<>(List.of("token", "--issuer", ACCOUNT.issuer(), "--client-id", ACCOUNT.clientId()));
        args.addAll(List.of(more));
        return args;
    }

    /** The classes that a command loads, each with where it is from. */
    private static List<String> loaded(List<String> args, int exit) throws Exception {
        return loaded(args, exit, Map.of());
    }

    private static List<String> loaded(List<String> args, int exit, Map<String, String> environment) throws Exception {
        Path log = directory.resolve("classes.log");
        List<String> command = PackagedApp.jar(args.toArray(String[]::new));
        command.addAll(1, List.of("-Xshare:auto", "-Xlog:class+load:file=" + log));
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_TOOL_OPTIONS", "");
        Ended ended = Programs.run(Duration.ofSeconds(60), command, all);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        return LoadedClasses.in(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json", "--min-validity=", "--scope="})
    void should_load_few_classes_and_no_library(String option) throws Exception {
        List<String> options = switch (option) {
            case "" -> List.of();
            case "--json" -> List.of("--json");
            case "--scope=" -> List.of("--scope", "openid");
            default -> List.of("--min-validity", "5m");
        };
        List<String> loaded = loaded(token(options.toArray(String[]::new)), ExitCode.DONE);
        List<String> ours = loaded.stream()
                .filter(line -> line.startsWith("io.github.keytray."))
                .toList();
        assertThat(loaded)
                .noneMatch(line -> line.startsWith("picocli.")
                        || line.startsWith("io.github.keytray.internal.lib.")
                        || line.startsWith("java.util.logging.")
                        || line.startsWith("java.net.http.")
                        // It makes the methods of records, see EntryName.
                        || line.startsWith("java.lang.runtime.ObjectMethods")
                        // Java takes it after it has looked for others in every jar, see SocketProvider.
                        || line.startsWith("sun.nio.ch.DefaultSelectorProvider "));
        assertThat(ours).noneMatch(line -> line.contains("$$Lambda"));
        assertThat(ours).hasSizeLessThanOrEqualTo(MOST_OF_OURS);
        assertThat(loaded).hasSizeLessThanOrEqualTo(MOST_OF_ALL);
    }

    /** Nothing listens at port 9. What picocli calls at a mistake is named by our own class, and loaded with it. */
    @Test
    void should_sign_in_without_the_library_for_command_lines() throws Exception {
        List<String> login =
                List.of("login", "--issuer", "http://127.0.0.1:9", "--client-id", "start", "--store", "memory");
        assertThat(loaded(login, ExitCode.UNREACHABLE))
                .anyMatch(line -> line.startsWith("io.github.keytray.oauth.Discovery "))
                .noneMatch(line ->
                        line.startsWith("picocli.CommandLine ") || line.startsWith("picocli.CommandLine$Model"));
    }

    /** The page opens first, and the provider is asked then. */
    @ParameterizedTest
    @ValueSource(strings = {"--issuer=http://127.0.0.1:9", "--issuer http://127.0.0.1:9"})
    void should_load_no_network_before_the_page_of_a_provider_that_is_known(String issuer, @TempDir Path state)
            throws Exception {
        Path known = Files.createDirectories(state.resolve("keytray/providers"));
        long now = Instant.now().getEpochSecond();
        MetadataFile file = MetadataFile.of(known, "http://127.0.0.1:9");
        Files.writeString(file.path(), """
                {"asked":%d,"until":%d,"issuer":"http://127.0.0.1:9","authorization_endpoint":"http://127.0.0.1:9/a",
                 "token_endpoint":"http://127.0.0.1:9/t"}""".formatted(now, now + 3_600));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
        file.setUsableUntil(Instant.ofEpochSecond(now + 3_600));
        List<String> login = new ArrayList<>(List.of("login", "--client-id", "start", "--store", "memory"));
        login.addAll(List.of(issuer.split(" ", -1)));
        List<String> loaded = loaded(
                login,
                ExitCode.UNREACHABLE,
                Map.of("BROWSER", "true", "DISPLAY", "", "XDG_STATE_HOME", state.toString()));
        int page = indexOf(loaded, "io.github.keytray.oauth.MetadataCheck ");
        assertThat(page).isPositive();
        assertThat(loaded.subList(0, page))
                .noneMatch(line -> line.startsWith("jdk.internal.net.http.HttpClientImpl ")
                        || line.startsWith("javax.net.ssl.SSLContext ")
                        || line.startsWith("io.github.keytray.internal.lib.google."));
    }

    @Test
    void should_call_the_keychain_a_few_times() throws Exception {
        Path calls = directory.resolve("calls");
        Process monitor = new ProcessBuilder(
                        "dbus-monitor", "--session", "type='method_call',destination='org.freedesktop.secrets'")
                .redirectOutput(calls.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            long before = callsUntil("ready", calls);
            assertThat(Programs.run(
                                    Duration.ofSeconds(60),
                                    PackagedApp.jar(token().toArray(String[]::new)),
                                    Map.of("JAVA_TOOL_OPTIONS", ""))
                            .out())
                    .isEqualTo("start-token\n");
            assertThat(callsUntil("done", calls) - before).isBetween(1L, (long) KEYCHAIN_CALLS);
        } finally {
            monitor.destroy();
            monitor.waitFor();
        }
    }

    /** Marks the moment by a call that does not count, and waits until the monitor has seen it. */
    private static long callsUntil(String mark, Path calls) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() - end < 0) {
            Programs.run(
                    Duration.ofSeconds(30),
                    List.of(
                            "dbus-send",
                            "--session",
                            "--print-reply",
                            "--dest=org.freedesktop.secrets",
                            "/" + mark,
                            "org.freedesktop.DBus.Peer.Ping"));
            for (int look = 0; look < 20; look++) {
                List<String> seen = Files.readAllLines(calls);
                int at = indexOf(seen, "path=/" + mark + ";");
                if (at >= 0) {
                    return seen.subList(0, at + 1).stream()
                            .filter(line -> line.startsWith("method call") && !line.contains("member=Ping"))
                            .count();
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new AssertionError("dbus-monitor sees nothing");
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).contains(part)) return i;
        return -1;
    }
}
