package io.github.keytray.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.client.KeytrayClient.KeytrayException;
import io.github.keytray.client.KeytrayClient.Reason;
import io.github.keytray.testing.Programs;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, with a command that somebody wrote for the test. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KeytrayClientTest {
    private static final String ISSUER = "https://login.acme.example";

    @TempDir
    Path directory;

    private Path command(String script) throws IOException {
        Path command = directory.resolve("keytray");
        Files.writeString(command, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        return command;
    }

    private KeytrayClient client(String script) throws IOException {
        return new KeytrayClient(ISSUER, "orders", command(script).toFile());
    }

    private static Reason reason(KeytrayException problem) {
        return problem.reason();
    }

    @Nested
    class A_token {
        @Test
        void should_be_what_the_command_prints() throws Exception {
            KeytrayClient client =
                    client("[ \"$*\" = 'token --issuer " + ISSUER + " --client-id orders' ] && echo secret");
            assertThat(client.token()).isEqualTo("secret");
        }

        @ParameterizedTest
        @CsvSource({
            "1, FAULT",
            "2, WRONG_USAGE",
            "3, SIGN_IN_NEEDED",
            "4, CANCELLED",
            "5, UNREACHABLE",
            "6, REJECTED",
            "7, UNTRUSTED",
            "8, KEYCHAIN",
            "99, FAULT"
        })
        void should_be_missed_with_a_reason_and_a_sentence(int exit, Reason reason) throws IOException {
            KeytrayClient client = client("echo 'keytray: What happened.' >&2; exit " + exit);
            assertThatThrownBy(client::token)
                    .isInstanceOf(KeytrayException.class)
                    .hasMessage("What happened.")
                    .extracting(problem -> reason((KeytrayException) problem))
                    .isEqualTo(reason);
        }

        @Test
        void should_not_be_nothing() throws IOException {
            assertThatThrownBy(client("true")::token).hasMessageContaining("no token");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "echo '<html>Sign in to the hotel</html>'",
                    "echo '<html>'",
                    "echo one; echo two",
                    "echo two words",
                    "head -c 3000000 /dev/zero | tr '\\0' a",
                    "echo '\"quoted\"'"
                })
        void should_be_one_line_of_what_tokens_are_made_of(String script) throws IOException {
            assertThatThrownBy(client(script)::token)
                    .isInstanceOf(KeytrayException.class)
                    .extracting(problem -> reason((KeytrayException) problem))
                    .isEqualTo(Reason.FAULT);
        }

        @Test
        void should_be_taken_as_it_is() throws Exception {
            assertThat(client("printf 'a.b-c_d~e+f/g=|!:%%\\r\\n'").token()).isEqualTo("a.b-c_d~e+f/g=|!:%");
            assertThat(client("printf secret").token()).isEqualTo("secret");
        }

        @Test
        void should_not_count_as_cancelled_when_it_does_not_come_in_time() throws IOException {
            File slow = command("exec sleep 30").toFile();
            KeytrayClient client = new KeytrayClient(ISSUER, "orders", slow, Map.of(), 1);
            assertThatThrownBy(client::token)
                    .extracting(problem -> reason((KeytrayException) problem))
                    .isEqualTo(Reason.FAULT);
        }

        /** The application's own Java is not the command's. */
        public static final class Asking {
            private Asking() {}

            public static void main(String[] args) throws Exception {
                System.out.println(new KeytrayClient(ISSUER, "orders", new File(args[0])).token());
            }
        }

        @Test
        void should_be_asked_for_without_the_java_of_the_application() throws Exception {
            Path command = command("echo \"$JAVA_HOME/$JAVA_TOOL_OPTIONS/$JDK_JAVA_OPTIONS/$KEPT\"");
            Map<String, String> environment = Map.of(
                    "JAVA_HOME", "/old", "JAVA_TOOL_OPTIONS", "-Da=b", "JDK_JAVA_OPTIONS", "-Da=b", "KEPT", "kept");
            assertThat(Programs.run(
                                    Duration.ofSeconds(30),
                                    Programs.java(Asking.class, command.toString()),
                                    environment)
                            .out()
                            .strip())
                    .isEqualTo("///kept");
        }
    }

    @Nested
    class Signing_in {
        @Test
        void should_ask_the_person_only_when_it_must() throws Exception {
            assertThat(client("[ $1 = token ] && echo secret").signIn()).isEqualTo("secret");
            KeytrayClient client = client("here=$(dirname \"$0\")\ncase $1 in\n"
                    + "login) : >\"$here/in\" ;;\ntoken) [ -e \"$here/in\" ] && echo secret || exit 3 ;;\nesac");
            assertThat(client.signIn()).isEqualTo("secret");
        }

        @Test
        void should_say_that_the_person_did_not_want_it() throws IOException {
            KeytrayClient no = client("[ $1 = token ] && exit 3; echo 'keytray: You said no.' >&2; exit 4");
            assertThatThrownBy(no::signIn).hasMessage("You said no.");
            KeytrayClient unkept = client("[ $1 = token ] && exit 3; exit 0");
            assertThatThrownBy(unkept::signIn).hasMessageContaining("stay signed in");
        }
    }

    @Nested
    class The_command {
        @Test
        void should_be_found_by_its_variable_and_on_the_path() throws Exception {
            Path command = command("echo secret");
            Map<String, String> named = Map.of("KEYTRAY_COMMAND", command.toString(), "PATH", "");
            assertThat(new KeytrayClient(ISSUER, "orders", null, named).token()).isEqualTo("secret");
            Map<String, String> onPath = Map.of("PATH", "/nowhere:" + directory);
            assertThat(new KeytrayClient(ISSUER, "orders", null, onPath).token())
                    .isEqualTo("secret");
        }

        @Test
        void should_be_missed_by_name() {
            KeytrayClient client = new KeytrayClient(ISSUER, "orders", null, Map.of("PATH", "bin:"));
            assertThatThrownBy(client::token)
                    .hasMessageContaining("not installed")
                    .extracting(problem -> reason((KeytrayException) problem))
                    .isEqualTo(Reason.NOT_INSTALLED);
        }
    }

    @Test
    void should_run_on_java_8() throws IOException {
        try (InputStream in = KeytrayClient.class.getResourceAsStream("KeytrayClient.class");
                DataInputStream bytes = new DataInputStream(Objects.requireNonNull(in))) {
            assertThat(bytes.readInt()).isEqualTo(0xCAFEBABE);
            assertThat(bytes.readInt()).as("the class file's version").isEqualTo(52);
        }
    }
}
