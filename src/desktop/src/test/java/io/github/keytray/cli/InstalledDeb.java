package io.github.keytray.cli;

import static io.github.keytray.cli.UnpackedDeb.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The package on this machine, as dpkg installs it, and a person who logs in. Purged when it is closed. Only a machine that is
 * thrown away, where {@code KEYTRAY_ALL_PARTS=true}, has it installed.
 */
final class InstalledDeb implements AutoCloseable {
    static final Path FOLDER = Path.of("/usr/lib/keytray");
    static final Path COMMAND = Path.of("/usr/bin/keytray");
    static final Path POLICY = Path.of("/etc/keytray/policy.json");
    static final Path AUTOSTART = Path.of("/etc/xdg/autostart/keytray.desktop");

    /** What Openbox runs when a session starts; each Debian has it elsewhere. */
    private static final String LOGIN = """
            for autostart in /usr/libexec/openbox-xdg-autostart /usr/lib/*/openbox-xdg-autostart; do
              [ ! -x "$autostart" ] || exec "$autostart" keytray
            done
            echo 'Nothing here does what a login does: apt-get install openbox python3-xdg' >&2
            exit 1
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Map<String, String> environment = new HashMap<>();
    private final Path log;

    InstalledDeb(Path directory) throws Exception {
        assumeThat(Boolean.parseBoolean(System.getenv("KEYTRAY_ALL_PARTS")))
                .as("the machine is thrown away afterwards: dpkg installs only with KEYTRAY_ALL_PARTS=true")
                .isTrue();
        assertThat(System.getProperty("user.name")).as("who installs").isEqualTo("root");
        assertThat(COMMAND).as("a Keytray of the machine's own").doesNotExist();
        Path configuration = Files.createDirectories(directory.resolve("login/config"));
        // Of the machine's own entries, none but ours is for this desktop.
        Path system = directory.resolve("login/system");
        Path entries = Files.createDirectories(system.resolve("autostart"));
        Files.createSymbolicLink(entries.resolve(AUTOSTART.getFileName()), AUTOSTART);
        log = directory.resolve("login/log");
        environment.put("JAVA_TOOL_OPTIONS", "");
        environment.put("JAVA_HOME", "");
        environment.put("XDG_CONFIG_HOME", configuration.toString());
        environment.put("XDG_CONFIG_DIRS", system.toString());
    }

    Ended install(Path deb) throws Exception {
        return succeed("dpkg", "--force-depends", "-i", deb.toString());
    }

    Ended keytray(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("keytray"));
        command.addAll(List.of(args));
        return Programs.run(Duration.ofSeconds(60), command, environment);
    }

    /** Starts what the desktop starts for a person who logs in. */
    void logIn() throws Exception {
        ProcessBuilder login = new ProcessBuilder("sh", "-c", LOGIN)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Programs.apply(environment, login);
        assertThat(login.start().waitFor()).as(log.toString()).isZero();
    }

    /** What the tray has said since the login. */
    String said() throws Exception {
        return Files.readString(log);
    }

    /** The tray's own entry, which it writes for a person. */
    Path ownAutostart() {
        return Path.of(String.valueOf(environment.get("XDG_CONFIG_HOME"))).resolve("autostart/keytray.desktop");
    }

    /** Does what the desktop does by that entry, to its end. */
    Ended startByOwnAutostart() throws Exception {
        String command = Files.readAllLines(ownAutostart()).stream()
                .filter(line -> line.startsWith("Exec="))
                .map(line -> line.substring("Exec=".length()))
                .collect(Collectors.joining());
        return Programs.run(Duration.ofSeconds(60), List.of("sh", "-c", command), environment);
    }

    static List<ProcessHandle> trays() {
        return ProcessHandle.allProcesses().filter(InstalledDeb::isTray).toList();
    }

    private static boolean isTray(ProcessHandle process) {
        // Linux adds a word where the program's file is no longer there.
        return process.info().command().orElse("").startsWith(FOLDER + "/runtime/bin/java")
                && process.info().commandLine().orElse("").contains(" tray");
    }

    static boolean runsWhatIsInstalled(ProcessHandle process) {
        return process.info().command().orElse("").equals(FOLDER + "/runtime/bin/java");
    }

    static ProcessHandle awaitTray(Predicate<ProcessHandle> fits) throws InterruptedException {
        return await("a tray", () -> trays().stream().filter(fits).findFirst());
    }

    static void awaitEnd(ProcessHandle tray) throws InterruptedException {
        await("the end of a tray", () -> trays().contains(tray) ? Optional.empty() : Optional.of(true));
    }

    void awaitStatus(String words) throws Exception {
        await(words, () -> keytray("status").out().contains(words) ? Optional.of(true) : Optional.empty());
    }

    /** Something that a test waits for. */
    @FunctionalInterface
    interface Look<T> {
        Optional<T> at() throws Exception;
    }

    static <T> T await(String what, Look<T> look) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                Optional<T> found = look.at();
                if (found.isPresent()) return found.get();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("Not there: " + what);
    }

    @Override
    public void close() throws Exception {
        trays().forEach(ProcessHandle::destroy);
        Files.deleteIfExists(POLICY);
        assertThat(succeed("dpkg", "-P", "keytray").out()).contains("keytray logout");
    }
}
