package io.github.keytray.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A token that is there, in the process, by one thread and by eight. */
record WarmBench(Report report) {
    void run() throws RunnerException {
        for (int threads : new int[] {1, 8}) {
            List<Row> rows = new ArrayList<>();
            for (RunResult result : new Runner(new OptionsBuilder()
                            .include(WarmToken.class.getName())
                            .threads(threads)
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .run()) {
                String method = result.getParams().getBenchmark();
                String name = method.substring(method.lastIndexOf('.') + 1);
                rows.add(new Row(name, "ns", result.getPrimaryResult().getScore()));
            }
            rows.sort(Comparator.comparing(row -> row.name().equals("clock") ? 0 : 1));
            report.group("A token that is there, in the process, threads: " + threads, rows);
        }
    }
}
