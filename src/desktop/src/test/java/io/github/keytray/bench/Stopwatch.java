package io.github.keytray.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Medians of things done alternately, so that what drifts on the machine drifts for all of them. */
final class Stopwatch {
    private Stopwatch() {}

    /** A thing to be timed, by the name it is printed with. */
    record Contender(String name, Callable<Duration> run) {}

    /** A name and its median. */
    record Result(String name, Duration median) {
        String beside(Result floor) {
            return String.format(
                    "  %-46s %9.3f ms   %6.2f x",
                    name, median.toNanos() / 1e6, (double) median.toNanos() / floor.median.toNanos());
        }
    }

    /** Runs each contender in turn, round after round; the first round warms up and does not count. */
    static List<Result> race(int rounds, List<Contender> contenders) throws Exception {
        List<List<Duration>> times = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) times.add(new ArrayList<>());
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Duration time = contenders.get(i).run().call();
                if (round > 0) times.get(i).add(time);
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Collections.sort(times.get(i));
            results.add(new Result(contenders.get(i).name(), times.get(i).get(rounds / 2)));
        }
        return results;
    }

    /** From the start of a process to its end; it must succeed. */
    static Duration process(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("failed: " + String.join(" ", command));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Prints the results beside the first of them. */
    static void print(String title, List<Result> results) {
        System.out.println(title);
        for (Result result : results) System.out.println(result.beside(results.get(0)));
        System.out.println();
    }
}
