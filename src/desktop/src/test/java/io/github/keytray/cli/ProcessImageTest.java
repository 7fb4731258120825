package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the other program is started in a process of its own")
class ProcessImageTest {
    private static final String TELL = "echo \"$$ $KEPT-$CHANGED-$NEW-$GONE $1\"; exec ls -l /proc/$$/fd";

    @TempDir
    Path folder;

    /** A program that has a file, a socket and a thread, and another in its place. */
    static final class Replaced {
        private Replaced() {}

        public static void main(String[] args) throws Exception {
            try (FileInputStream file = new FileInputStream(args[0]);
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                Map<String, String> environment = new HashMap<>(System.getenv());
                environment.put("CHANGED", "2");
                environment.put("NEW", "ü");
                environment.remove("GONE");
                System.out.print(ProcessHandle.current().pid() + " " + file.read() + " " + socket.isBound() + " ");
                String program = args[1];
                ProcessImage.replace(List.of(program, "-c", TELL, "sh", "ä b"), environment);
            }
        }
    }

    private Ended replaceBy(String program) throws Exception {
        Path file = Files.writeString(folder.resolve("open"), "a");
        Map<String, String> environment = Map.of("KEPT", "1", "CHANGED", "1", "GONE", "1", "LC_ALL", "C.UTF-8");
        List<String> command = Programs.java(Replaced.class, file.toString(), program);
        return Programs.run(Duration.ofSeconds(60), command, environment);
    }

    @Test
    void should_go_on_in_the_same_process_with_nothing_of_the_program_before() throws Exception {
        Ended ended = replaceBy("/bin/sh");
        assertThat(ended.exit()).as(ended.err()).isZero();
        String[] first = ended.out().lines().findFirst().orElseThrow().split(" ", 4);
        assertThat(first[3]).isEqualTo(first[0] + " 1-2-ü- ä b");
        assertThat(ended.out())
                .doesNotContain("hook", "socket:", folder.resolve("open").toString(), ".jar");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void should_go_on_itself_where_there_is_no_such_program() throws Exception {
        Ended ended = replaceBy(folder.resolve("absent").toString());
        assertThat(ended.out()).contains("hook");
        assertThat(ended.err()).contains("IOException").contains("absent");
        assertThat(ended.exit()).isEqualTo(1);
    }
}
