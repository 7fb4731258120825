package io.github.keytray.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;

/** Medians of things done alternately, so that what drifts on the machine drifts for all of them. */
final class Stopwatch {
    private Stopwatch() {}

    /** A thing to be measured, by the name it is printed with. */
    record Contender(String name, Callable<Cost> run) {
        static Contender process(String name, List<String> command) {
            return new Contender(name, () -> Cost.ofProcess(command));
        }
    }

    /** Runs each contender in turn, round after round; the first round warms up and does not count. */
    static List<Row> race(int rounds, List<Contender> contenders) throws Exception {
        List<List<Cost>> costs = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) costs.add(new ArrayList<>());
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Cost cost = contenders.get(i).run().call();
                if (round > 0) costs.get(i).add(cost);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            double wall = median(costs.get(i), Cost::wall);
            double cpu = median(costs.get(i), Cost::cpu);
            rows.add(new Row(contenders.get(i).name(), "ms", wall / 1e6, cpu / 1e6));
        }
        return rows;
    }

    private static double median(List<Cost> costs, ToLongFunction<Cost> part) {
        long[] sorted = costs.stream().mapToLong(part).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
