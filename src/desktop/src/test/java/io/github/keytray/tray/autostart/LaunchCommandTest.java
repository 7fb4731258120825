package io.github.keytray.tray.autostart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.platform.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LaunchCommandTest {
    @Test
    void should_be_what_runs_with_other_arguments() {
        String line = "java\0-Dhttps.proxyHost=proxy\0-Xmx1g\0-jar\0/opt/my keytray.jar\0--verbose\0tray\0";
        assertThat(LaunchCommand.ofCommandLine("/opt/java/bin/java", line, "tray", "--hidden"))
                .containsExactly(
                        "/opt/java/bin/java",
                        "-Dhttps.proxyHost=proxy",
                        "-Xmx1g",
                        "-jar",
                        "/opt/my keytray.jar",
                        "tray",
                        "--hidden");
    }

    @Test
    void should_be_unknown_where_no_jar_runs() {
        assertThat(LaunchCommand.ofCommandLine(
                        "java", "java\0-cp\0classes\0io.github.keytray.cli.Main\0tray\0", "tray"))
                .isEmpty();
        assertThat(LaunchCommand.ofCommandLine("java", "", "tray")).isEmpty();
        assertThat(LaunchCommand.ofCommandLine("java", "java\0-jar", "tray")).isEmpty();
    }

    /** Without them Java would take all the memory that it likes, for as long as the session lasts. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command has the Java of the test, which is named otherwise")
    void should_have_the_options_of_a_tray_where_the_jar_is_by_itself(@TempDir Path folder) throws Exception {
        Path jar = Files.createFile(folder.resolve("keytray-app.jar"));
        assertThat(LaunchCommand.command(Platform.LINUX, jar, "tray"))
                .contains("-Xmx128m")
                .endsWith("-jar", jar.toString(), "tray");
    }
}
