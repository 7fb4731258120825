package io.github.keytray.tray.autostart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the files are those of Linux and macOS")
class AutostartTest {
    private static final List<String> COMMAND =
            List.of("/opt/100% \"ours\"/$HOME\\`x`/keytray", "tray", "<&>", "--hidden");

    private final Path home;

    AutostartTest(@TempDir Path home) {
        this.home = home;
    }

    private Autostart of(Platform platform, List<String> command) {
        return Autostart.of(new Directories(platform, Map.of("HOME", home.toString())), command);
    }

    @Nested
    class Linux {
        private final Autostart autostart = of(Platform.LINUX, COMMAND);
        private final Path file = home.resolve(".config/autostart/keytray.desktop");

        @Test
        void should_be_turned_on_and_off() throws Exception {
            assertThat(autostart.isOn()).isFalse();
            autostart.turnOff();
            autostart.turnOn();
            autostart.turnOn();
            assertThat(autostart.isOn()).isTrue();
            assertThat(file.getParent()).isDirectoryContaining(file::equals);
            autostart.turnOff();
            assertThat(autostart.isOn()).isFalse();
            assertThat(file.getParent()).isEmptyDirectory();
        }

        @Test
        void should_quote_the_command_as_the_specification_says() throws Exception {
            autostart.turnOn();
            assertThat(Files.readAllLines(file))
                    .startsWith("[Desktop Entry]", "Type=Application")
                    .contains(
                            "TryExec=/opt/100% \"ours\"/$HOME\\\\`x`/keytray",
                            "Exec=\"/opt/100%% \\\\\"ours\\\\\"/\\\\$HOME\\\\\\\\\\\\`x\\\\`/keytray\" \"tray\" \"<&>\""
                                    + " \"--hidden\"");
        }

        @Test
        void should_know_an_entry_of_a_policy_from_that_of_a_person() throws Exception {
            assertThat(autostart.isByPolicy()).isFalse();
            autostart.turnOnByPolicy();
            assertThat(autostart.isOn()).isTrue();
            assertThat(autostart.isByPolicy()).isTrue();
            assertThat(file).content().contains(" \"--hidden\" \"--by-policy\"\n");
            autostart.turnOn();
            assertThat(autostart.isByPolicy()).isFalse();
        }

        @Test
        void should_see_that_the_desktop_turned_it_off() throws Exception {
            autostart.turnOn();
            Files.writeString(file, Files.readString(file) + "Hidden=true\n");
            assertThat(autostart.isOn()).isFalse();
        }

        @Test
        void should_not_be_turned_on_where_nobody_knows_the_command() {
            assertThatThrownBy(() -> of(Platform.LINUX, List.of()).turnOn())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("packaged");
        }
    }

    @Nested
    class Mac {
        @Test
        void should_be_a_launch_agent() throws Exception {
            Autostart autostart = of(Platform.MAC, COMMAND);
            autostart.turnOn();
            assertThat(autostart.isOn()).isTrue();
            Path file = home.resolve("Library/LaunchAgents/io.github.keytray.plist");
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            NodeList strings = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("string");
            for (int i = 0; i < COMMAND.size(); i++) {
                assertThat(strings.item(i + 1).getTextContent()).isEqualTo(COMMAND.get(i));
            }
        }
    }

    @Test
    void should_quote_each_argument_on_windows() {
        assertThat(RunKey.line(List.of("C:\\Program Files\\Java\\bin\\javaw.exe", "-jar", "k.jar")))
                .isEqualTo("\"C:\\Program Files\\Java\\bin\\javaw.exe\" \"-jar\" \"k.jar\"");
    }

    @Test
    void should_be_off_on_windows_where_the_task_manager_says_so() {
        assertThat(RunKey.isOff(new byte[] {3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}))
                .isTrue();
        assertThat(RunKey.isOff(new byte[12])).isFalse();
        assertThat(RunKey.isOff(new byte[] {2, 0, 0, 0})).isFalse();
        assertThat(RunKey.isOff(new byte[0])).isFalse();
    }

    @Test
    void should_say_that_a_command_is_too_long_for_windows() {
        assertThatThrownBy(() -> new RunKey(List.of("C:\\" + "long\\".repeat(60) + "javaw.exe")).turnOn())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("260 characters")
                .hasMessageContaining("shorter name");
    }

    @Nested
    class The_program {
        @Test
        void should_be_the_launcher_beside_the_jar_or_java_itself() throws Exception {
            Path jar = Files.createFile(home.resolve("keytray-app.jar"));
            assertThat(LaunchCommand.command(Platform.LINUX, jar, "tray"))
                    .endsWith("-jar", jar.toString(), "tray")
                    .first()
                    .asString()
                    .endsWith("java");
            Path launcher = Files.createFile(home.resolve("keytray"));
            assertThat(launcher.toFile().setExecutable(true)).isTrue();
            assertThat(LaunchCommand.command(Platform.LINUX, jar, "tray")).containsExactly(launcher.toString(), "tray");
            assertThat(LaunchCommand.command(Platform.WINDOWS, jar).get(0)).endsWith("javaw.exe");
        }

        /** What starts the tray has its flags from one file, because the desktop may know only one way to start it. */
        @Test
        void should_have_the_same_flags_however_it_is_started() throws Exception {
            Path jar = Files.createFile(home.resolve("keytray-app.jar"));
            assertThat(LaunchCommand.command(Platform.LINUX, jar, "tray")).contains("-Xmx128m");
            Path options = Files.createFile(home.resolve("keytray-tray.vmoptions"));
            assertThat(LaunchCommand.command(Platform.LINUX, jar, "tray"))
                    .contains("@" + options)
                    .doesNotContain("-Xmx128m");
            assertThat(LaunchCommand.command(Platform.LINUX, jar, "list")).doesNotContain("@" + options);
            for (String launcher : List.of("keytray", "keytray.cmd", "keytray-tray.vmoptions")) {
                assertThat(Path.of("src/main/launcher", launcher))
                        .content()
                        .contains(launcher.endsWith("options") ? "-Xmx128m" : "keytray-tray.vmoptions");
            }
        }

        @Test
        void should_leave_room_for_paths_on_windows() throws Exception {
            Path jar = Files.createFile(home.resolve("k.jar"));
            List<String> command = LaunchCommand.command(Platform.WINDOWS, jar, "tray", "--hidden");
            int paths = command.get(0).length() + jar.toString().length();
            assertThat(RunKey.line(command).length() - paths).isLessThan(80);
        }

        @Test
        void should_be_unknown_where_nothing_is_packaged() {
            assertThat(LaunchCommand.command(Platform.LINUX, home)).isEmpty();
        }
    }
}
