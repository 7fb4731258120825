package io.github.keytray.proof;

import io.github.keytray.proof.Fault.Site;
import io.github.keytray.proof.Steps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells orders of the steps of two actions apart: by the order of what is written and what a provider acts on, by which
 * write each read sees, and by whether the second action begins just before such a change, when the first has prepared it.
 * Not told apart are orders that differ only in when a lock is taken, or in when the memory of a process or a file beside
 * the keychain is read.
 */
final class Interleavings {
    private static final Set<String> CHANGES = Set.of("refresh", "revoke", "code");

    private final Set<List<String>> known = new HashSet<>();

    /** Whether no order was asked about before that was the same. */
    boolean isNew(List<Step> taken) {
        return known.add(order(effects(taken)));
    }

    /** A step at which another action begins has its effect only when that one has ended, or waits. */
    private static List<Step> effects(List<Step> taken) {
        List<Step> effects = new ArrayList<>();
        Step late = null;
        for (Step step : taken) {
            if (late != null && step.invocation() == late.invocation()) {
                effects.add(late);
                late = null;
            }
            if (isBegin(step)) late = step;
            else effects.add(step);
        }
        if (late != null) effects.add(late);
        return effects;
    }

    private static List<String> order(List<Step> effects) {
        List<String> changes = new ArrayList<>();
        for (Step step : effects) if (isBegin(step) && isChange(step)) changes.add("before " + step.what());
        List<String> reads = new ArrayList<>();
        Map<String, Integer> writes = new HashMap<>();
        for (Step step : effects) {
            String what = step.who() + " " + step.invocation() + " " + step.site() + " " + step.what();
            if (isChange(step)) {
                changes.add(what);
                if (step.site() == Site.WRITE) writes.merge(step.what(), 1, Integer::sum);
            } else if (step.site() == Site.READ) {
                reads.add(what + " " + writes.getOrDefault(step.what(), 0));
            } else if (step.site() == Site.SEND) {
                reads.add(what + " " + changes.size());
            }
        }
        reads.sort(null);
        changes.addAll(reads);
        return changes;
    }

    /** Whether the other action begins at this step. */
    private static boolean isBegin(Step step) {
        return step.event() != null && step.event().meanwhile() != null;
    }

    private static boolean isChange(Step step) {
        return step.site() == Site.WRITE || (step.site() == Site.SEND && CHANGES.contains(step.what()));
    }
}
