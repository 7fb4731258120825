package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.keychain.PrivateSession;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.OtherUser;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another user of the machine, who can walk up to Keytray's own directories, and was sometimes there first. */
@Needs({DesktopPart.SECRET_SERVICE, DesktopPart.SHELL_SOCKET})
@Timeout(240)
class OtherUserIT {
    private static final String ADVICE = ". Make sure that it belongs to you, is no link, and can be written";

    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private @Nullable PrivateSession session;
    private PackagedApp app;
    private Path runtime;
    private Path state;
    private @Nullable Process tray;

    @BeforeEach
    void signIn() throws Exception {
        OtherUser.assume();
        Path place = Files.createDirectory(directory.resolve("session"));
        PrivateSession desktop = PrivateSession.withoutDisplay(place);
        session = desktop;
        app = new PackagedApp(directory);
        desktop.environment().forEach(app::with);
        runtime = place.resolve("keytray");
        state = place.resolve("state/keytray");
        Files.createDirectories(state.getParent());
        for (Path open : List.of(directory, place, state.getParent())) permit(open, "rwxr-xr-x");
        assertThat(run("login", "--save", "yes").exit()).isZero();
    }

    @AfterEach
    void end() throws Exception {
        if (tray != null) tray.destroyForcibly().waitFor();
        if (session != null) session.close();
        provider.close();
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private Ended run(String command, String... more) throws Exception {
        return app.run(Stream.of(List.of(command, "--issuer", provider.issuer(), "--client-id", "app"), List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private Process startTray() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Programs.apply(app.environment(), builder);
        Process running = builder.start();
        tray = running;
        return running;
    }

    private static <T> T await(String what, Condition<T> there) {
        return Screen.await(what, () -> {
            try {
                return there.look();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @FunctionalInterface
    private interface Condition<T> {
        Optional<T> look() throws Exception;
    }

    private String[] question(String socket) {
        String question = "{\"issuer\":\"" + provider.issuer() + "\",\"client_id\":\"app\"}";
        return new String[] {
            "sh", "-c", "echo \"$1\" | socat -t 10 - \"UNIX-CONNECT:$2\"", "sh", question, runtime + "/" + socket
        };
    }

    private Ended weAsk() throws Exception {
        return Programs.run(Duration.ofSeconds(30), List.of(question("broker")));
    }

    private void awaitToken() {
        await("a token", () -> {
            Ended answer = weAsk();
            return answer.out().contains("access_token") ? Optional.of(answer) : Optional.empty();
        });
    }

    @Nested
    class With_a_tray {
        private long pid;

        @BeforeEach
        void start() throws Exception {
            pid = startTray().pid();
            awaitToken();
            await("a journal", () -> Files.exists(state.resolve("journal")) ? Optional.of(true) : Optional.empty());
        }

        @Test
        void should_reach_nothing_of_it() throws Exception {
            for (String socket : List.of("broker", "window")) {
                assertThat(OtherUser.runs(question(socket)).err()).contains("Permission denied");
            }
            for (Path place : List.of(runtime, state)) {
                assertThat(OtherUser.runs("ls", place.toString()).err()).contains("Permission denied");
                assertThat(OtherUser.runs("touch", place + "/new").err()).contains("Permission denied");
                assertThat(ours(place))
                        .hasSizeGreaterThan(1)
                        .allSatisfy(file -> assertThat(
                                        OtherUser.runs("cat", file.toString()).err())
                                .contains("Permission denied"));
            }
            for (String file : List.of("environ", "mem", "maps", "fd")) {
                String path = "/proc/" + pid + "/" + file;
                Ended ended = OtherUser.runs("sh", "-c", "cat " + path + "/* || cat " + path);
                assertThat(ended.out()).isEmpty();
                assertThat(ended.exit()).isNotZero();
            }
        }

        private List<Path> ours(Path place) throws IOException {
            try (Stream<Path> files = Files.list(place)) {
                return files.toList();
            }
        }

        @Test
        void should_be_hung_up_on_where_the_directory_lets_them_in() throws Exception {
            permit(runtime, "rwxrwxrwx");
            permit(runtime.resolve("broker"), "rwxrwxrwx");
            Ended answer = OtherUser.runs(question("broker"));
            assertThat(answer.err()).doesNotContain("Permission denied");
            assertThat(answer.out()).isEmpty();
            assertThat(weAsk().out()).contains("access_token");
        }
    }

    @Nested
    class Who_was_there_first {
        private @Nullable ServerSocketChannel impostor;

        @AfterEach
        void stop() throws IOException {
            if (impostor != null) impostor.close();
        }

        private void listen() throws IOException {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(runtime.resolve("broker")));
            impostor = server;
            Thread thread = new Thread(() -> answer(server));
            thread.setDaemon(true);
            thread.start();
        }

        private static void answer(ServerSocketChannel server) {
            String answer =
                    "{\"access_token\":\"theirs\",\"issued_at\":1,\"sub\":\"mallory\",\"username\":\"mallory\"}\n";
            while (server.isOpen()) {
                try (SocketChannel caller = server.accept()) {
                    caller.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                } catch (IOException closed) {
                    // The next one, or none.
                }
            }
        }

        @Test
        void should_not_be_taken_for_the_tray() throws Exception {
            Files.createDirectory(runtime);
            listen();
            // The owner of our directory is believed; but a busy machine answers them late.
            await("theirs", () -> run("token").out().contains("theirs") ? Optional.of(true) : Optional.empty());
            permit(runtime, "rwxrwxrwx");
            OtherUser.gets(runtime);
            assertThat(provider.subject(run("token").out().strip())).isEqualTo("sub-alice");

            Ended tray = app.run("tray");
            assertThat(tray.exit()).isEqualTo(ExitCode.INTERNAL_ERROR);
            assertThat(tray.err())
                    .startsWith("keytray: The tray cannot have its sockets in " + runtime
                            + ": it belongs to somebody else" + ADVICE)
                    .hasLineCount(1);
        }

        @Test
        void should_not_lead_the_tray_elsewhere() throws Exception {
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Files.createSymbolicLink(runtime, elsewhere);
            assertThat(app.run("tray").err())
                    .startsWith("keytray: The tray cannot have its sockets in " + runtime
                            + ": it is a link, or no directory" + ADVICE)
                    .hasLineCount(1);
            assertThat(elsewhere).isEmptyDirectory();
            assertThat(provider.subject(run("token").out().strip())).isEqualTo("sub-alice");
        }

        @Test
        void should_be_swept_away_where_the_directory_is_ours() throws Exception {
            Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "theirs");
            Files.createDirectory(runtime);
            permit(runtime, "rwxrwxrwx");
            Files.createSymbolicLink(runtime.resolve("broker"), elsewhere);
            OtherUser.gets(Files.createFile(runtime.resolve("window")));
            startTray();
            awaitToken();
            assertThat(elsewhere).content().isEqualTo("theirs");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime)))
                    .isEqualTo("rwx------");
        }

        @Test
        void should_not_hold_the_lock_of_the_one_tray() throws Exception {
            Files.createDirectory(runtime);
            OtherUser.gets(Files.createFile(runtime.resolve("tray.lock")));
            assertThat(app.run("tray").err()).contains("it belongs to somebody else" + ADVICE);
        }

        @Test
        void should_keep_nobody_from_signing_in() throws Exception {
            Files.move(state, state.resolveSibling("before"));
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Files.createSymbolicLink(state, elsewhere);
            Ended login = run("login", "--force", "--save", "yes");
            assertThat(login.out() + login.err()).contains("Keytray cannot keep its lock in " + state + ADVICE);
            startTray();
            await("a status", () -> app.run("status").out().contains("alice") ? Optional.of(true) : Optional.empty());
            assertThat(Files.readString(directory.resolve("err")))
                    .startsWith("keytray: There is no display here")
                    .contains("keytray: The history cannot be kept in " + state + "/journal: ")
                    .hasLineCount(2);
            assertThat(elsewhere).isEmptyDirectory();
        }
    }
}
