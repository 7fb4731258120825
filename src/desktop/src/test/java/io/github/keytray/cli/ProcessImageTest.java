package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.FileInputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the other program is started in a process of its own")
@Timeout(120)
class ProcessImageTest {
    private static final String TELL = "echo \"$$ $KEPT-$CHANGED-$NEW-$GONE $1\"; exec ls -l /proc/$$/fd";

    @TempDir
    Path folder;

    /** A program that has a file, a socket and something to do at its end, and another in its place. */
    static final class Replaced {
        private Replaced() {}

        public static void main(String[] args) throws Exception {
            try (FileInputStream file = new FileInputStream(args[0]);
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Runtime.getRuntime().addShutdownHook(new Thread(Replaced::sayLate, "keytray-exit"));
                Map<String, String> environment = new HashMap<>(System.getenv());
                environment.put("CHANGED", "2");
                environment.put("NEW", "ü");
                environment.remove("GONE");
                System.out.print(ProcessHandle.current().pid() + " " + file.read() + " " + socket.isBound() + " ");
                List<String> command = List.of(args[1], "-c", TELL, "sh", "ä b");
                ProcessImage.replace(command, environment, () -> System.out.println("failed"));
                if (args.length > 2) {
                    System.out.print("waits ");
                    TimeUnit.SECONDS.sleep(60);
                }
                System.exit(0);
            }
        }

        private static void sayLate() {
            System.out.print("ends ");
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.out.print("done ");
        }
    }

    private List<String> replaceBy(String... program) throws Exception {
        Path file = Files.writeString(folder.resolve("open"), "a");
        List<String> command = new ArrayList<>(Programs.java(Replaced.class, file.toString()));
        command.addAll(List.of(program));
        return command;
    }

    @Test
    void should_go_on_in_the_same_process_with_nothing_of_the_program_before() throws Exception {
        Map<String, String> environment = Map.of("KEPT", "1", "CHANGED", "1", "GONE", "1", "LC_ALL", "C.UTF-8");
        Ended ended = Programs.run(Duration.ofSeconds(60), replaceBy("/bin/sh"), environment);
        assertThat(ended.exit()).as(ended.err()).isZero();
        String[] first = ended.out().lines().findFirst().orElseThrow().split(" ", 6);
        assertThat(first[3] + first[4]).as("what is done at the end").isEqualTo("endsdone");
        assertThat(first[5]).isEqualTo(first[0] + " 1-2-ü- ä b");
        assertThat(ended.out()).doesNotContain("socket:", folder.resolve("open").toString(), ".jar");
        // Newer Java warns of native code on a class path.
        assertThat(ended.err()).doesNotContain("Exception");
    }

    @Test
    void should_say_that_there_is_no_such_program() throws Exception {
        String absent = folder.resolve("absent").toString();
        Ended ended = Programs.run(Duration.ofSeconds(60), replaceBy(absent));
        assertThat(ended.out()).endsWith(" ends done failed\n");
        assertThat(ended.exit()).isZero();
    }

    @Test
    void should_end_where_a_signal_asks_for_the_end() throws Exception {
        assertThat(endAfter("waits ", replaceBy("/bin/sh", "later"))).isEqualTo("ends done ");
    }

    @Test
    void should_end_where_a_signal_asks_for_the_end_while_the_process_ends() throws Exception {
        assertThat(endAfter("ends ", replaceBy("/bin/sh"))).isEqualTo("done ");
    }

    /** Ends a program once it has said this; returns what else it says. */
    private static String endAfter(String word, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Reader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder said = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                said.append((char) c);
                if (said.toString().endsWith(word)) break;
            }
            assertThat(said).endsWith(word);
            process.toHandle().destroy();
            StringWriter rest = new StringWriter();
            out.transferTo(rest);
            return rest.toString();
        } finally {
            process.destroyForcibly();
        }
    }
}
