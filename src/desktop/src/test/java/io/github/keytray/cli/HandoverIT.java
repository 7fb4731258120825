package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged tray in a folder, whose files are replaced beneath it as a package does it. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE, DesktopPart.NOTIFICATIONS})
class HandoverIT {
    private static final String SHOWN = "has to sign in again";
    private static final String TAKEN_AWAY = "member=CloseNotification";
    private static final Pattern NOTICE = Pattern.compile(SHOWN + "|" + TAKEN_AWAY);

    private final EmbeddedProvider provider =
            EmbeddedProvider.builder().accessTokenLife(Duration.ofSeconds(5)).start();
    private final BrokerClient broker = new BrokerClient(Directories.current().runtime());
    private final List<Process> beside = new ArrayList<>();

    @TempDir
    Path directory;

    private PackagedApp app;
    private Path program;

    @BeforeEach
    void install() throws Exception {
        Path packaged = Path.of(System.getProperty("keytray.app"));
        Path folder = Files.createDirectory(directory.resolve("installed-here"));
        try (Stream<Path> files = Files.list(packaged.resolveSibling(""))) {
            for (Path file : files.filter(one ->
                            one.equals(packaged) || one.getFileName().toString().matches("keytray(|.*\\.vmoptions)"))
                    .toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        program = folder.resolve("keytray");
        Files.createFile(folder.resolve("installed"));
        app = new PackagedApp(directory, StandInUser.class)
                .with("LC_ALL", "C.UTF-8")
                .with("JAVA_HOME", System.getProperty("java.home"));
    }

    @AfterEach
    void end() throws Exception {
        trays().forEach(ProcessHandle::destroy);
        await("the end", () -> trays().isEmpty());
        beside.forEach(Process::destroy);
        dunst("false");
        keytray("logout");
        provider.close();
    }

    private int keytray(String command, String... more) throws Exception {
        return app.run(Stream.concat(
                                Stream.of(command, "--issuer", provider.issuer(), "--client-id", "app"),
                                Stream.of(more))
                        .toArray(String[]::new))
                .exit();
    }

    /** While it is paused, notices neither are seen nor go by themselves. */
    private static void dunst(String paused) throws Exception {
        Programs.run(Duration.ofSeconds(20), List.of("dunstctl", "set-paused", paused));
    }

    private void start(Path out, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        Programs.apply(app.environment(), builder);
        beside.add(builder.start());
    }

    private List<ProcessHandle> trays() {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().commandLine().orElse("").contains("-jar " + program.getParent()))
                .toList();
    }

    /** On a busy machine, too, where two trays start one after the other. */
    private static void await(String what, Callable<Boolean> condition) throws InterruptedException {
        InstalledDeb.await(what, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    private static List<String> notices(Path watched) throws IOException {
        return NOTICE.matcher(Files.readString(watched))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private boolean status(String words) throws InterruptedException {
        return Optional.ofNullable(broker.status()).orElse("").contains(words);
    }

    /** The click on it would do nothing in a tray that is gone: it is taken away there, and shown by the one that is there. */
    @Test
    void should_show_a_notice_once_more_that_was_still_there() throws Exception {
        dunst("true");
        Path watched = directory.resolve("watched");
        start(watched, "dbus-monitor", "--session", "interface='org.freedesktop.Notifications'");
        Path said = directory.resolve("said");
        start(said, program.toString(), "tray", "--hidden");
        assertThat(keytray("login", "--save", "yes")).isZero();
        await("fresh", () -> status("fresh"));
        provider.endAllSignIns();
        await("a notice", () -> notices(watched).equals(List.of(SHOWN)));
        List<ProcessHandle> before = trays();

        Path sign = program.resolveSibling("installed");
        Files.setLastModifiedTime(
                sign, FileTime.fromMillis(Files.getLastModifiedTime(sign).toMillis() + 1_000));
        await("the notice of another tray", () -> notices(watched).equals(List.of(SHOWN, TAKEN_AWAY, SHOWN)));
        await("one tray, in the process that was started", () -> trays().equals(before));
        assertThat(status("\"state\":\"sign_in_again\"")).isTrue();
        assertThat(said).content().contains("Its tray takes over.");
    }
}
