package io.github.keytray.cli;

import static io.github.keytray.cli.UnpackedDeb.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Debian package. It is unpacked into a folder, and only a machine that is thrown away, where
 * {@code KEYTRAY_ALL_PARTS=true}, has it installed.
 */
@Needs({DesktopPart.PACKAGE, DesktopPart.SECRET_SERVICE})
class DebIT {
    private static final String[] TOKEN = {"token", "--issuer", "https://login.example.com", "--client-id", "deb"};

    @TempDir
    static Path directory;

    private static Path deb = Path.of("");

    /** What the package puts into {@code /usr/lib/keytray}. */
    private static Path unpacked = Path.of("");

    @BeforeAll
    static void build() throws Exception {
        UnpackedDeb built = UnpackedDeb.build(directory);
        deb = built.deb();
        unpacked = built.folder();
    }

    private static Ended keytray(Path command, Map<String, String> environment, String... args) throws Exception {
        Map<String, String> clean = new HashMap<>(Map.of("JAVA_TOOL_OPTIONS", "", "JAVA_HOME", ""));
        clean.putAll(environment);
        return Programs.run(
                Duration.ofSeconds(60),
                Stream.concat(Stream.of(command.toString()), Stream.of(args)).toList(),
                clean);
    }

    /** By the link that is on the PATH. */
    private static Ended run(Map<String, String> environment, String... args) throws Exception {
        return keytray(unpacked.resolve("../../bin/keytray"), environment, args);
    }

    private static void assertThatNobodyIsSignedIn(Ended token) {
        assertThat(token.out()).isEmpty();
        assertThat(token.exit()).as(token.err()).isEqualTo(ExitCode.INTERACTION_REQUIRED);
    }

    @Test
    void should_run_with_its_own_java() throws Exception {
        assertThat(run(Map.of("PATH", "/usr/bin:/bin"), "--version").out()).startsWith("keytray ");
        assertThat(run(Map.of(), "help").out()).startsWith("Usage: keytray ").contains("keytray login --issuer");
        Ended token = run(Map.of(), TOKEN);
        assertThatNobodyIsSignedIn(token);
        assertThat(token.err()).startsWith("keytray: ").doesNotContain("[warning]");
    }

    @Test
    void should_start_with_classes_of_the_archive() throws Exception {
        Path log = directory.resolve("classes.log");
        // Of the three variables, only this one counts after the launcher's own options, which turn logging off.
        Ended ended = run(Map.of("_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), TOKEN);
        assertThatNobodyIsSignedIn(ended);
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded.stream().filter(line -> line.contains(" source: file:")))
                .as("classes that were read from the jar")
                .isEmpty();
        assertThat(loaded.stream()
                        .filter(line -> line.contains("io.github.keytray.") && line.contains("shared objects")))
                .isNotEmpty();
    }

    /** Nothing but a token may be printed, whatever has become of the archive. */
    @ParameterizedTest
    @ValueSource(strings = {"absent", "stale", "empty", "text", "cut off", "damaged"})
    void should_print_nothing_else_whatever_becomes_of_the_archive(String fault) throws Exception {
        Path archive = unpacked.resolve("keytray.jsa");
        Path jar = unpacked.resolve("keytray-app.jar");
        byte[] whole = Files.readAllBytes(archive);
        FileTime time = Files.getLastModifiedTime(jar);
        try {
            switch (fault) {
                case "absent" -> Files.delete(archive);
                case "stale" -> Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 60_000));
                case "empty" -> Files.write(archive, new byte[0]);
                case "text" -> Files.writeString(archive, "no archive\n".repeat(10_000));
                case "cut off" -> Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
                default -> {
                    byte[] changed = whole.clone();
                    for (int i = 0; i < 4096; i++) changed[i] ^= 0x55;
                    Files.write(archive, changed);
                }
            }
            assertThatNobodyIsSignedIn(run(Map.of(), TOKEN));
            assertThat(run(Map.of(), "--version").out()).matches("keytray \\S+\n");
        } finally {
            Files.setLastModifiedTime(jar, time);
            Files.write(archive, whole);
        }
    }

    @Test
    void should_start_where_a_variable_chooses_another_collector() throws Exception {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            assertThatNobodyIsSignedIn(run(Map.of(variable, "-XX:+UseParallelGC"), TOKEN));
        }
    }

    @Test
    void should_bring_a_menu_entry_and_its_icon() throws Exception {
        Path share = unpacked.resolve("../../share");
        Path entry = share.resolve("applications/keytray.desktop");
        Ended validated = succeed("desktop-file-validate", entry.toString());
        assertThat(validated.out() + validated.err()).isEmpty();
        assertThat(entry).content().contains("\nStartupWMClass=Keytray\n", "\nIcon=keytray\n", "\nExec=keytray tray\n");
        assertThat(share.resolve("icons/hicolor/48x48/apps/keytray.png")).exists();
        assertThat(share.resolve("doc/keytray/copyright")).exists();
        assertThat(share.resolve("doc/keytray/java-licences/java.base")).isNotEmptyDirectory();
        assertThat(unpacked.resolve("../../../etc/keytray/providers.d")).isEmptyDirectory();
    }

    @Test
    void should_complete_what_is_typed() throws Exception {
        String script = unpacked.resolve("../../share/bash-completion/completions/keytray")
                .toString();
        String complete =
                "source \"$0\" && COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)) && _keytray && echo ${COMPREPLY[@]}";
        assertThat(succeed("bash", "-euc", complete, script, "keytray", "to").out())
                .isEqualTo("token\n");
        assertThat(succeed("bash", "-euc", complete, script, "keytray", "login", "--store", "=", "m")
                        .out())
                .isEqualTo("memory\n");
        assertThat(succeed("bash", "-euc", complete, script, "keytray", "logout", "--")
                        .out())
                .contains("--issuer=", "--all");
    }

    @Test
    void should_have_a_manual_page_with_every_command() throws Exception {
        Path page = unpacked.resolve("../../share/man/man1/keytray.1.gz");
        assertThat(succeed("gzip", "-dc", page.toString()).out())
                .startsWith(".TH KEYTRAY 1 ")
                .contains(".SS keytray token ", ".SS keytray doctor ", "\\-\\-min\\-validity", ".SH EXIT STATUS");
    }

    /** Installed over itself as an upgrade is. */
    @Test
    void should_be_installed_upgraded_removed_and_purged() throws Exception {
        assumeThat(Boolean.parseBoolean(System.getenv("KEYTRAY_ALL_PARTS")))
                .as("the machine is thrown away afterwards: dpkg installs only with KEYTRAY_ALL_PARTS=true")
                .isTrue();
        assertThat(System.getProperty("user.name")).as("who installs").isEqualTo("root");
        Path command = Path.of("/usr/bin/keytray");
        assertThat(command).as("a Keytray of the machine's own").doesNotExist();
        try {
            for (int time = 0; time < 2; time++) {
                succeed("dpkg", "--force-depends", "-i", deb.toString());
                assertThat(Path.of("/usr/lib/keytray/keytray.jsa")).exists();
                assertThat(keytray(Path.of("keytray"), Map.of(), "--version").out())
                        .matches("keytray \\S+\n");
                assertThatNobodyIsSignedIn(keytray(Path.of("keytray"), Map.of(), TOKEN));
            }
            assertThat(succeed("dpkg", "-r", "keytray").out()).contains("Stored sign-ins stay in the keychain");
            assertThat(command).doesNotExist();
            assertThat(Path.of("/usr/lib/keytray")).doesNotExist();
        } finally {
            assertThat(succeed("dpkg", "-P", "keytray").out()).contains("keytray logout");
        }
        assertThat(Path.of("/etc/keytray")).doesNotExist();
    }
}
