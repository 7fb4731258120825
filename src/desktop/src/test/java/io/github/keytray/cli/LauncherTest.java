package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Java the launcher finds, with some that only say how they were started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String NO_ARCHIVE = "-Xshare:auto";

    @TempDir
    Path directory;

    private Path launcher = Path.of("");

    @BeforeEach
    void install() throws IOException {
        Path place = Files.createDirectories(directory.resolve("a place"));
        for (String name : List.of("keytray", "keytray.vmoptions", "keytray-tray.vmoptions")) {
            Files.copy(Path.of("src/main/launcher", name), place.resolve(name));
        }
        Files.createFile(place.resolve("keytray-1-app.jar"));
        launcher = executable(place.resolve("keytray"));
    }

    private static Path executable(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** @param release what its release file says; empty for no such file */
    private Path java(String name, String version, String release) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n[ \"$1\" = -version ] && { echo 'openjdk version \"" + version + "\" 2026' >&2; exit; }\n"
                        + "echo " + name + "; echo \"LC_ALL=$LC_ALL $JAVA_TOOL_OPTIONS\"; printf '%s\\n' \"$@\"\n");
        executable(java);
        if (!release.isEmpty()) {
            Files.writeString(
                    home.resolve("release"), "IMPLEMENTOR=\"Acme\"\nJAVA_VERSION=\"" + release + "\"\nOS_ARCH=\"x\"\n");
        }
        return home;
    }

    private Ended run(Map<String, String> environment, String... args) throws Exception {
        Map<String, String> clean = new HashMap<>(Map.of("JAVA_HOME", "", "KEYTRAY_JAVA_HOME", ""));
        clean.putAll(environment);
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        return Programs.run(Duration.ofSeconds(30), command, clean);
    }

    private static List<String> lines(Ended ended) {
        assertThat(ended.err()).isEmpty();
        return ended.out().lines().toList();
    }

    @Test
    void should_take_the_java_that_is_named() throws Exception {
        Path java = java("java-21", "21.0.1", "21.0.1");
        assertThat(lines(run(Map.of("JAVA_HOME", java.toString()), "token", "a b")))
                .startsWith("java-21")
                .endsWith("a b");
        Path own = java("java-28", "28-ea", "28-ea");
        Map<String, String> both = Map.of("JAVA_HOME", java.toString(), "KEYTRAY_JAVA_HOME", own.toString());
        assertThat(lines(run(both, "list"))).startsWith("java-28");
    }

    @Test
    void should_pass_by_a_java_that_is_too_old() throws Exception {
        Path old = java("java-8", "1.8.0_402", "");
        Path next = java("java-17", "17", "");
        Map<String, String> environment =
                Map.of("JAVA_HOME", old.toString(), "PATH", next.resolve("bin") + ":" + System.getenv("PATH"));
        assertThat(lines(run(environment, "list"))).startsWith("java-17");
        Map<String, String> named = Map.of("KEYTRAY_JAVA_HOME", old.toString());
        Ended refused = run(named, "list");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).startsWith("keytray: Keytray needs Java 17 or newer; KEYTRAY_JAVA_HOME names 8.");
    }

    @Test
    void should_find_one_where_the_path_has_none_that_is_new_enough() throws Exception {
        Path old = java("java-11", "11.0.2", "11.0.2");
        Files.createDirectories(directory.resolve("home/.jdks"));
        Files.move(java("java-23", "23", "23"), directory.resolve("home/.jdks/java-23"));
        Map<String, String> environment = Map.of(
                "HOME", directory.resolve("home").toString(), "PATH", old.resolve("bin") + ":" + System.getenv("PATH"));
        Ended ended = run(environment, "--version");
        // Where the machine has one of its own, that comes first.
        assertThat(ended.err()).doesNotContain("needs Java");
        assertThat(ended.out()).doesNotStartWith("java-11");
    }

    @Test
    void should_give_java_its_options_from_the_files_beside_it() throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_HOME", java("java-21", "21", "21").toString());
        String common = "@" + launcher.resolveSibling("keytray.vmoptions");
        String jar = launcher.resolveSibling("keytray-1-app.jar").toString();
        assertThat(lines(run(environment, "list"))).endsWith(common, NO_ARCHIVE, "-jar", jar, "list");
        String tray = "@" + launcher.resolveSibling("keytray-tray.vmoptions");
        assertThat(lines(run(environment, "tray", "--hidden")))
                .endsWith(common, tray, NO_ARCHIVE, "-jar", jar, "tray", "--hidden");
    }

    @Test
    void should_have_java_use_an_archive_that_was_made_after_the_jar() throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_HOME", java("java-21", "21", "21").toString());
        Path archive = Files.createFile(launcher.resolveSibling("keytray.jsa"));
        FileTime later = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(archive, later);
        assertThat(lines(run(environment, "list"))).contains("-XX:SharedArchiveFile=" + archive);

        Files.setLastModifiedTime(
                launcher.resolveSibling("keytray-1-app.jar"),
                FileTime.from(later.toInstant().plusSeconds(60)));
        assertThat(lines(run(environment, "list"))).contains(NO_ARCHIVE);
    }

    @Test
    void should_be_started_with_options_that_this_java_knows() throws Exception {
        List<String> command = List.of(
                Programs.javaCommand(),
                "@" + launcher.resolveSibling("keytray.vmoptions"),
                "@" + launcher.resolveSibling("keytray-tray.vmoptions"),
                "-version");
        Ended ended = Programs.run(Duration.ofSeconds(30), command);
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).startsWith("openjdk version");
    }

    @Test
    void should_not_let_a_collector_of_other_programs_contradict_its_own() throws Exception {
        String java = java("java-21", "21", "21").toString();
        Map<String, String> locale = Map.of("JAVA_HOME", java, "LANG", "C.UTF-8", "LC_ALL", "", "LC_CTYPE", "");
        Map<String, String> environment = new HashMap<>(locale);
        environment.put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");
        assertThat(lines(run(environment, "list"))).contains("LC_ALL= ");
        environment.put("JAVA_TOOL_OPTIONS", "-Dproxy=acme");
        assertThat(lines(run(environment, "list"))).contains("LC_ALL= -Dproxy=acme");
    }

    @Test
    void should_have_a_charset_for_every_name() throws Exception {
        String java = java("java-21", "21", "21").toString();
        for (String locale : List.of("C", "de_DE.ISO-8859-1", "xx_XX.UTF-8")) {
            Map<String, String> environment = Map.of("JAVA_HOME", java, "LANG", locale, "LC_ALL", "", "LC_CTYPE", "");
            assertThat(lines(run(environment, "list"))).as(locale).contains("LC_ALL=C.UTF-8 ");
        }
        Map<String, String> environment = Map.of("JAVA_HOME", java, "LANG", "C.UTF-8", "LC_ALL", "", "LC_CTYPE", "");
        assertThat(lines(run(environment, "list"))).contains("LC_ALL= ");
    }
}
