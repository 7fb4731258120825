package io.github.keytray.bench;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;

/**
 * Compares two files that {@link Table} has written: {@code src/testing/run bench.Compare ONE.json OTHER.json}. Ratios are
 * compared, because times are those of a machine.
 */
public final class Compare {
    private Compare() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println("bench.Compare ONE.json OTHER.json");
            System.exit(2);
        }
        Map<String, JsonObject> one = Report.read(Path.of(args[0]));
        Map<String, JsonObject> other = Report.read(Path.of(args[1]));
        Report.say("%-100s %9s %9s %9s%n", "ratios; the last column is the second to the first", "first", "second", "");
        one.forEach((name, row) -> {
            JsonObject match = other.get(name);
            if (match == null) {
                Report.say("%-100s only in %s%n", name, args[0]);
                return;
            }
            line(name, "ratio", row, match);
            if (row.has("cpu_ratio") && match.has("cpu_ratio")) line(name + ", processor", "cpu_ratio", row, match);
        });
        other.keySet().stream()
                .filter(name -> !one.containsKey(name))
                .forEach(name -> Report.say("%-100s only in %s%n", name, args[1]));
    }

    private static void line(String name, String ratio, JsonObject one, JsonObject other) {
        double first = one.get(ratio).getAsDouble();
        double second = other.get(ratio).getAsDouble();
        Report.say("%-100s %9.2f %9.2f %9.2f%n", name, first, second, second / first);
    }
}
