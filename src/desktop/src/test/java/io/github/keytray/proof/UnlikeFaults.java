package io.github.keytray.proof;

import io.github.keytray.proof.Explorer.Outcome;
import io.github.keytray.proof.Steps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All faults at the first step of each place of the code, by which they are sorted: faults are alike if the same steps and results
 * followed. Where the code comes to that place again, beside another moment of the other's action, one fault of each sort is tried, by
 * turns.
 */
final class UnlikeFaults implements FaultChoice {
    private final Map<String, List<List<Fault>>> known = new HashMap<>();
    private int turn;

    @Override
    public void tryAt(Outcome outcome, int step, List<Fault> possible, Function<Fault, Outcome> live) {
        List<List<Fault>> alike = known.get(place(outcome.steps(), step));
        if (alike == null) {
            Map<Integer, List<Fault>> byTrace = new LinkedHashMap<>();
            for (Fault fault : possible) {
                byTrace.computeIfAbsent(live.apply(fault).trace(), trace -> new ArrayList<>())
                        .add(fault);
            }
            known.put(place(outcome.steps(), step), List.copyOf(byTrace.values()));
            return;
        }
        turn++;
        for (List<Fault> each : alike) {
            Outcome unused = live.apply(each.get(turn % each.size()));
        }
    }

    /** Who takes the step, of which kind it is, and how many of that kind came before. */
    private static String place(List<Step> steps, int at) {
        Step step = steps.get(at);
        long before = steps.subList(0, at).stream()
                .filter(each -> each.who().equals(step.who()) && each.site() == step.site())
                .filter(each -> each.what().equals(step.what()))
                .count();
        return step.who() + " " + step.site() + " " + step.what() + " " + before;
    }
}
