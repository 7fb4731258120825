package io.github.keytray.cli;

import static io.github.keytray.cli.UnpackedDeb.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.EmbeddedProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Debian package, in a folder; and installed, upgraded and removed where the machine is thrown away afterwards. */
@Needs({DesktopPart.PACKAGE, DesktopPart.SECRET_SERVICE, DesktopPart.DISPLAY})
class DebIT {
    private static final String[] TOKEN = {"token", "--issuer", "https://login.example.com", "--client-id", "deb"};
    private static final String NEWER = "9.0";

    @TempDir
    static Path directory;

    private static Path deb = Path.of("");

    private static Path newer = Path.of("");

    /** What the package puts into {@code /usr/lib/keytray}. */
    private static Path unpacked = Path.of("");

    @BeforeAll
    static void build() throws Exception {
        UnpackedDeb built = UnpackedDeb.build(directory);
        deb = built.deb();
        newer = built.newer(NEWER);
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
        assertThat(loaded.stream().filter(line -> line.contains(" source: file:") && !isLeftOut(line)))
                .as("classes that were read from the jar")
                .isEmpty();
        assertThat(loaded.stream()
                        .filter(line -> line.contains("io.github.keytray.") && line.contains("shared objects")))
                .isNotEmpty();
    }

    /**
     * Java 25 archives no class whose file is in the format of Java 5, as picocli's are, and none that extends one, as some
     * of the commands' do.
     */
    private static boolean isLeftOut(String line) {
        boolean mayBe = line.contains(" picocli.") || line.contains(" io.github.keytray.cli.");
        return Runtime.version().feature() > 21 && mayBe;
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

    /** In kilobytes, as {@code ulimit} counts: what an administrator may give to each process of a terminal server, and too little. */
    @Test
    void should_start_in_a_limited_address_space_and_say_on_stderr_that_it_cannot() throws Exception {
        assertThat(withAddressSpace(3_000_000).out()).startsWith("keytray ");
        Ended tooLittle = withAddressSpace(400_000);
        assertThat(tooLittle.exit()).isEqualTo(1);
        assertThat(tooLittle.out()).isEmpty();
        assertThat(tooLittle.err()).contains("initialization of VM");
    }

    private Ended withAddressSpace(int kilobytes) throws Exception {
        String launcher = unpacked.resolve("keytray").toString();
        String limited = "ulimit -v " + kilobytes + " && exec \"$0\" --version";
        return Programs.run(
                Duration.ofSeconds(60), List.of("sh", "-c", limited, launcher), Map.of("JAVA_TOOL_OPTIONS", ""));
    }

    @Test
    void should_start_where_a_variable_chooses_the_size_of_the_heap() throws Exception {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            assertThatNobodyIsSignedIn(run(Map.of(variable, "-Xms512m"), TOKEN));
        }
        assertThatNobodyIsSignedIn(run(Map.of("_JAVA_OPTIONS", "-Xmx128m"), TOKEN));
    }

    /** A sign-in of the training has to come to its end, for the last of these. */
    @Test
    void should_have_the_windows_and_a_whole_sign_in_in_its_archive() {
        assertThat(unpacked.resolve("keytray.classlist"))
                .content()
                .contains("io/github/keytray/swing/SignInWindow\n", "io/github/keytray/tray/window/AccountsWindow\n")
                .contains("/lib/google/auth/oauth2/AuthorizationCodeTokenRequest\n", "/lib/nimbus/jwt/SignedJWT\n");
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
                .contains(
                        ".SS keytray token\n",
                        ".SS keytray doctor\n",
                        "\\-\\-min\\-validity=TIME",
                        "\\-\\-proof=METHOD URL\n",
                        ".SH EXIT STATUS",
                        ".EX\nkeytray tray\n.EE");
    }

    /** An application asks for tokens all the while, at a provider that ends a sign-in whose refresh token is used twice. */
    @Test
    @Timeout(300)
    void should_be_installed_started_at_login_upgraded_under_its_tray_removed_and_purged() throws Exception {
        PackagedApp app = new PackagedApp(Files.createDirectory(directory.resolve("desk")));
        try (InstalledDeb machine = new InstalledDeb(directory);
                EmbeddedProvider provider = EmbeddedProvider.builder()
                        .rotate(true)
                        .accessTokenLife(Duration.ofSeconds(15))
                        .start()) {
            try {
                installUpgradeAndRemove(machine, app, provider);
            } finally {
                app.run("logout", "--issuer", provider.issuer(), "--client-id", "app");
            }
        }
        assertThat(Path.of("/etc/keytray")).doesNotExist();
        assertThat(InstalledDeb.AUTOSTART).doesNotExist();
    }

    private static void installUpgradeAndRemove(InstalledDeb machine, PackagedApp app, EmbeddedProvider provider)
            throws Exception {
        machine.install(deb);
        assertThat(InstalledDeb.FOLDER.resolve("keytray.jsa")).exists();
        assertThat(machine.keytray("--version").out()).matches("keytray \\S+\n");
        assertThatNobodyIsSignedIn(machine.keytray(TOKEN));
        succeed(InstalledDeb.FOLDER.resolve("start-at-login").toString());
        assertThat(InstalledDeb.trays()).as("without a policy").isEmpty();

        Files.writeString(InstalledDeb.POLICY, "{\n  \"start_at_login\" : true\n}\n");
        machine.logIn();
        ProcessHandle first = InstalledDeb.awaitTray(tray -> true);
        String[] login = {"login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes"};
        assertThat(app.run(login).exit()).isZero();
        machine.awaitStatus("fresh until");
        Callable<Ended> token = () -> app.run("token", "--issuer", provider.issuer(), "--client-id", "app");
        upgrade(machine, first, token);

        ProcessHandle second = InstalledDeb.awaitTray(InstalledDeb::runsWhatIsInstalled);
        Files.delete(InstalledDeb.POLICY);
        assertThat(machine.startByOwnAutostart())
                .as("without the policy that made the entry")
                .isEqualTo(new Ended(0, "", ""));
        assertThat(succeed("dpkg", "-r", "keytray").out()).contains("Stored sign-ins stay in the keychain");
        InstalledDeb.awaitEnd(second);
        // What it did at that moment can fail for want of a file, which is not told besides.
        assertThat(machine.said())
                .contains("keytray: Keytray is no longer installed. The tray ends.\n")
                .doesNotContain("\tat ");
        assertThat(InstalledDeb.COMMAND).doesNotExist();
        assertThat(InstalledDeb.FOLDER).doesNotExist();
        assertThat(machine.ownAutostart()).exists();
        machine.logIn();
        assertThat(InstalledDeb.trays()).as("after the removal").isEmpty();
        assertThat(provider.subject(token.call().out().strip())).isEqualTo("sub-alice");
    }

    /** Upgrades under a tray, which hands over by itself. */
    private static void upgrade(InstalledDeb machine, ProcessHandle first, Callable<Ended> application)
            throws Exception {
        Path windows = directory.resolve("windows");
        Process watch = new ProcessBuilder("xprop", "-root", "-spy", "_NET_CLIENT_LIST")
                .redirectOutput(windows.toFile())
                .start();
        InstalledDeb.await("the watch", () -> Files.size(windows) > 0 ? Optional.of(true) : Optional.empty());
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<List<Ended>> asked = new FutureTask<>(() -> {
            List<Ended> all = new ArrayList<>();
            while (!isOver.get()) all.add(application.call());
            return all;
        });
        new Thread(asked).start();
        try {
            machine.install(newer);
            // In the process that the session has started.
            ProcessHandle second =
                    InstalledDeb.awaitTray(tray -> tray.equals(first) && InstalledDeb.runsWhatIsInstalled(tray));
            machine.awaitStatus("fresh until");
            assertThat(InstalledDeb.trays()).containsExactly(second);
            assertThat(machine.keytray("--version").out()).isEqualTo("keytray " + NEWER + "\n");
            assertThat(machine.said())
                    .contains("keytray: Another version of Keytray was installed. Its tray takes over.\n");
        } finally {
            isOver.set(true);
            watch.destroy();
        }
        assertThat(asked.get())
                .isNotEmpty()
                .allSatisfy(ended -> assertThat(ended.exit()).as(ended.err()).isZero());
        assertThat(windows).as("windows that opened or closed").content().hasLineCount(1);
    }
}
