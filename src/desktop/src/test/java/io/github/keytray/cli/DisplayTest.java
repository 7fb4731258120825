package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A display that is not there, asked by a program of its own, because Java asks but once. */
@EnabledOnOs(OS.LINUX)
class DisplayTest {
    @TempDir
    Path directory;

    /** Prints what there is to say of the display. */
    public static final class Asked {
        private Asked() {}

        public static void main(String[] args) {
            Path java = Path.of(args.length == 0 ? System.getProperty("java.home") : args[0]);
            System.out.println(
                    new Display(System.getenv(), true, java).windowProblem().orElse("fine"));
        }
    }

    private static String ask(String display) throws Exception {
        return Programs.run(Duration.ofSeconds(60), Programs.java(Asked.class), Map.of("DISPLAY", display))
                .out()
                .strip();
    }

    @Test
    void should_be_said_to_be_gone_when_nothing_answers() throws Exception {
        assertThat(ask(":4077")).contains("DISPLAY names (:4077) does not answer");
        assertThat(ask("127.0.0.1:4077.0")).contains("does not answer");
        assertThat(ask("")).contains("no display here");
    }

    @Test
    void should_be_said_to_be_of_no_use_to_a_java_without_windows() throws Exception {
        Ended asked = Programs.run(
                Duration.ofSeconds(60),
                Programs.java(Asked.class, directory.toString()),
                Map.of("DISPLAY", "no such display"));
        assertThat(asked.out()).contains("This Java is a headless one", "Install the full package");
    }

    @Test
    void should_be_said_to_be_of_no_use_when_java_cannot_use_it() throws Exception {
        assertThat(ask("no such display")).contains("does not let Keytray show a window");
    }

    @Test
    void should_end_no_command_in_a_stack_trace() throws Exception {
        Map<String, String> environment = Map.of(
                "DISPLAY",
                ":4077",
                "HOME",
                directory.toString(),
                "XDG_RUNTIME_DIR",
                directory.toString(),
                "DBUS_SESSION_BUS_ADDRESS",
                "unix:path=/nowhere");
        List<String> command = new ArrayList<>(Programs.java(Main.class));
        command.add("doctor");
        Ended doctor = Programs.run(Duration.ofSeconds(60), command, environment);
        assertThat(doctor.out()).contains("To do  Desktop", "does not answer", "Keytray");
        assertThat(doctor.out() + doctor.err()).doesNotContain("\tat ", "AWTError");
    }
}
