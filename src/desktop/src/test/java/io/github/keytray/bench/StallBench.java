package io.github.keytray.bench;

import io.github.keytray.testing.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * For how long a host's windows stand still at most, in a whole sign-in with its dialogs. The host is started as most are,
 * without options. With a collector that stops the host for longer than a frame, the collector would be measured.
 */
record StallBench(Report report, int rounds) {
    void run() throws Exception {
        List<List<Double>> stalls = new ArrayList<>();
        for (String ignored : SignInStall.NAMES) stalls.add(new ArrayList<>());
        for (int round = 0; round < Math.min(rounds, 7); round++) {
            Programs.Ended ended = Programs.run(
                    Duration.ofSeconds(60), Programs.java(SignInStall.class), Map.of("JAVA_TOOL_OPTIONS", ""));
            if (ended.exit() != 0) throw new IOException("A sign-in failed: " + ended.err());
            String[] millis = ended.out().strip().split(" ", -1);
            for (int i = 0; i < millis.length; i++) stalls.get(i).add(Double.parseDouble(millis[i]));
        }
        List<Row> rows = new ArrayList<>(List.of(new Row("one frame", "ms", 16)));
        for (int i = 0; i < SignInStall.NAMES.size(); i++) {
            Collections.sort(stalls.get(i));
            rows.add(new Row(
                    SignInStall.NAMES.get(i),
                    "ms",
                    stalls.get(i).get(stalls.get(i).size() / 2)));
        }
        report.group("Longest stall of the event dispatch thread", rows);
    }
}
