package io.github.keytray.bench;

import io.github.keytray.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What something took.
 *
 * @param wall nanoseconds by the clock on the wall
 * @param cpu nanoseconds of processor time, of the process and all that it waited for; 0 where it was not measured
 */
record Cost(long wall, long cpu) {
    /** Bash measures its children, in milliseconds. */
    private static final String TIMED = "TIMEFORMAT='%3R %3U %3S'; time \"$@\" >/dev/null 2>/dev/null";

    private static final double NANOS = 1e9;

    /** From the start of a process to its end; it must succeed. */
    static Cost ofProcess(List<String> command) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("failed: " + String.join(" ", command));
        }
        String[] seconds = said.strip().split(" ", -1);
        double cpu = Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]);
        return new Cost((long) (Double.parseDouble(seconds[0]) * NANOS), (long) (cpu * NANOS));
    }

    /** What a process says of itself: nanoseconds on the wall and of processor time, in one line. */
    static Cost toldBy(String name, List<String> command) throws IOException, InterruptedException {
        Programs.Ended ended = Programs.run(Duration.ofSeconds(60), command, Map.of("JAVA_TOOL_OPTIONS", ""));
        if (ended.exit() != 0) throw new IOException(name + " failed: " + ended.err());
        String[] nanos = ended.out().strip().split(" ", -1);
        return new Cost(Long.parseLong(nanos[0]), Long.parseLong(nanos[1]));
    }

    static Cost ofWall(long nanos) {
        return new Cost(nanos, 0);
    }
}
