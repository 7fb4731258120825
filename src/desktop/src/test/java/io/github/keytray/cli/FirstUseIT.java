package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person does on the first day, by the launcher, on every operating system: with the keychain of this machine, which
 * is the private desktop's on Linux and may be used elsewhere where {@code KEYTRAY_OWN_KEYCHAIN} says so.
 */
@EnabledIf(value = "isOurs", disabledReason = "It may be somebody's own keychain: set KEYTRAY_OWN_KEYCHAIN=true")
class FirstUseIT {
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final List<Process> trays = new ArrayList<>();

    @TempDir
    Path directory;

    static boolean isOurs() {
        return System.getenv("KEYTRAY_DESKTOP") != null || "true".equals(System.getenv("KEYTRAY_OWN_KEYCHAIN"));
    }

    @AfterEach
    void end() throws Exception {
        for (Process tray : trays) {
            List<ProcessHandle> all = Stream.concat(Stream.of(tray.toHandle()), tray.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroy);
            for (ProcessHandle process : all) process.onExit().get();
        }
        keytray("logout", "--issuer", provider.issuer(), "--client-id", "app");
        provider.close();
    }

    /** The variables of the person: a browser by its path, in quotes, with arguments. */
    private static Map<String, String> environment() throws Exception {
        String classes = Path.of(StandInUser.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String browser = Stream.of(Programs.javaCommand(), "-cp", classes, StandInUser.class.getName(), "%s")
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(" "));
        return Map.of(
                "BROWSER", browser, "KEYTRAY_JAVA_HOME", System.getProperty("java.home"), "JAVA_TOOL_OPTIONS", "");
    }

    private static Programs.Ended keytray(String... arguments) throws Exception {
        return Programs.run(Duration.ofSeconds(90), PackagedApp.command(arguments), environment());
    }

    private void startTray() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray", "--hidden"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Programs.apply(environment(), builder);
        trays.add(builder.start());
    }

    private static String status() {
        try {
            return keytray("status", "--json").out();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void hasToken() throws Exception {
        Programs.Ended token = keytray("token", "--issuer", provider.issuer(), "--client-id", "app");
        assertThat(token.exit()).as(token.err()).isZero();
        assertThat(provider.subject(token.out().strip())).isEqualTo("sub-alice");
    }

    @Test
    void should_go_well() throws Exception {
        assertThat(keytray("doctor").out()).contains("Keychain", "Browser").doesNotContain("Exception", "\tat ");
        assertThat(keytray("token", "--issuer", provider.issuer(), "--client-id", "app")
                        .exit())
                .isEqualTo(ExitCode.INTERACTION_REQUIRED);

        Programs.Ended login =
                keytray("login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes", "--force");
        assertThat(login.exit()).as(login.err()).isZero();
        hasToken();

        startTray();
        Screen.await(
                "the tray",
                () -> Optional.of(status()).filter(said -> said.contains("\"tray\":true") && said.contains("alice")));
        assertThat(status()).contains("\"state\":\"fresh\"");
        hasToken();
    }
}
