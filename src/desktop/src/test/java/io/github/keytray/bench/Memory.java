package io.github.keytray.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has for itself, by what the kernel says of it. */
final class Memory {
    private Memory() {}

    /**
     * Its private memory in megabytes: what it has written or made, {@code Private_Dirty} and {@code Private_Hugetlb} of
     * {@code smaps_rollup}, and what of it was swapped out. Pages of files that several JVMs share, or may share, do not
     * count: who pays for them depends on who else runs.
     */
    static double ofProcess(long pid) throws IOException {
        double kilobytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))) {
            boolean counts = line.startsWith("Private_Dirty:")
                    || line.startsWith("Private_Hugetlb:")
                    || line.startsWith("Swap:");
            if (counts) kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
        return kilobytes / 1024;
    }

    /** With all that it has started. */
    static double ofTree(Process process) throws IOException {
        double sum = ofProcess(process.pid());
        for (ProcessHandle child : process.descendants().toList()) sum += ofProcess(child.pid());
        return sum;
    }

    /** Its processor time, in milliseconds, that of threads that have ended as well; the kernel counts it in tens. */
    static double processor(Process process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    /** How often its threads have gone to sleep of themselves, and so were woken. */
    static long wakeups(Process process) throws IOException {
        long count = 0;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path task : tasks) {
                for (String line : Files.readAllLines(task.resolve("status"))) {
                    if (line.startsWith("voluntary_ctxt")) count += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return count;
    }
}
