package io.github.keytray.proof;

import io.github.keytray.proof.Explorer.Outcome;
import io.github.keytray.proof.ModelProvider.Kind;
import io.github.keytray.proof.Steps.Event;
import io.github.keytray.proof.Steps.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Tries stories with every fault at every step, and keeps the shortest story of each violation. */
final class Exploration {
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Consumer<String> out;
    private final Map<String, Story> violations = new LinkedHashMap<>();
    private int stories;
    private int states;
    private int faults;

    Exploration(Consumer<String> out) {
        this.out = out;
    }

    Map<String, Story> violations() {
        return violations;
    }

    String summary() {
        return String.format(
                "%,d stories, %,d states, %,d faults put in, %d violations",
                stories, states, faults, violations.size());
    }

    /** Every single fault, at every step of each story at each kind of provider; of these each so many-th one. */
    void singles(List<String> stories, int stride, int first) {
        int number = -first;
        for (String actions : stories) {
            for (Kind kind : Kind.values()) {
                Outcome plain = live(Story.of(kind, actions));
                for (int step = 0; step < plain.steps().size(); step++) {
                    for (Fault fault : faultsAt(plain, step)) {
                        if (number++ % stride == 0) live(plain.story().with(step, Event.of(fault)), plain.violations());
                    }
                }
            }
            out.accept(summary() + " after " + actions);
        }
    }

    /**
     * The second action at every step of the last of the first ones, and a fault at every step of the whole.
     *
     * @param stride how far it is from one fault that is tried to the next; 0 for all faults that are not alike, in all orders
     *     of the two actions that can be told apart
     */
    void pairs(List<String> stories, int stride, int first) {
        FaultChoice each = FaultChoice.each(Math.max(1, stride), first);
        for (String both : stories) {
            String[] parts = both.split(" < ", -1);
            Event second = Event.of(Action.parse(parts[1]));
            for (Kind kind : List.of(Kind.ROTATION_ENDS_FAMILY, Kind.ROTATION_WITH_GRACE)) {
                Story story = Story.of(kind, parts[0]);
                int steps = live(story).steps().size();
                int from = before(story);
                late(story, from, second, stride);
                FaultChoice choice = stride == 0 ? new UnlikeFaults() : each;
                Interleavings orders = new Interleavings();
                for (int at = from; at < steps; at++) {
                    Outcome together = live(story.with(at, second));
                    if (stride == 0 && !orders.isNew(together.steps())) continue;
                    for (int step = at + 1; step < together.steps().size(); step++) {
                        int here = step;
                        choice.tryAt(
                                together,
                                step,
                                faultsAt(together, step),
                                fault -> live(together.story().with(here, Event.of(fault)), together.violations()));
                    }
                }
            }
            out.accept(summary() + " after " + both);
        }
    }

    /** The second action at every step after the clock went on for minutes: what was to be tried again later is due. */
    private void late(Story story, int from, Event second, int stride) {
        List<Step> steps = live(story).steps();
        int number = 0;
        for (int at = from; at < steps.size(); at++) {
            if (steps.get(at).site() != Fault.Site.RECEIVE) continue;
            for (int later = at + 1; later < steps.size(); later++) {
                if (++number % Math.max(1, stride / 100) != 0) continue;
                live(story.with(at, Event.of(Fault.CLOCK_FAST)).with(later, second));
            }
        }
    }

    /** How many steps there are before the last action begins. */
    private int before(Story story) {
        List<Action> less = story.actions().subList(0, story.actions().size() - 1);
        return live(story.withActions(less)).steps().size();
    }

    /** Longer stories with several faults, by this seed. */
    void random(long seed, int count) {
        out.accept("seed " + seed);
        Random random = new Random(seed);
        List<Action> possible = new ArrayList<>();
        for (Action.Kind kind : Action.Kind.values()) {
            String name = kind.name();
            if (name.startsWith("TRAY")) possible.add(new Action("TRAY", kind));
            else if (kind.isByProcess()) possible.addAll(List.of(new Action("P1", kind), new Action("P2", kind)));
            else possible.add(new Action(kind == Action.Kind.RESTART ? "P1" : "", kind));
        }
        for (int i = 0; i < count; i++) {
            List<Action> actions = new ArrayList<>();
            for (int j = 4 + random.nextInt(8); j > 0; j--) actions.add(possible.get(random.nextInt(possible.size())));
            Story story = new Story(KINDS.get(random.nextInt(KINDS.size())), actions, Map.of());
            for (int j = random.nextInt(4); j > 0; j--) {
                Outcome soFar = live(story);
                if (soFar.steps().isEmpty()) break;
                int step = random.nextInt(soFar.steps().size());
                List<Fault> here = faultsAt(soFar, step);
                story = story.with(step, Event.of(here.get(random.nextInt(here.size()))));
            }
            live(story);
        }
    }

    private static List<Fault> faultsAt(Outcome outcome, int step) {
        Step taken = outcome.steps().get(step);
        return List.copyOf(Fault.at(taken.site(), taken.what()));
    }

    private Outcome live(Story story) {
        return live(story, Set.of());
    }

    /** Lives through the story, which is known to show some violations without its last event. */
    private Outcome live(Story story, Set<String> known) {
        Outcome outcome = Explorer.live(story);
        stories++;
        states += outcome.steps().size();
        faults += story.plan().size();
        for (String violation : outcome.violations()) {
            String kind = violation + " " + (story.plan().isEmpty() ? story.actions() : kind(outcome));
            if (known.contains(violation) || violations.containsKey(kind) || isTold(violation, story)) continue;
            Outcome shortest = Explorer.shortest(outcome, violation);
            violations.put(kind, shortest.story());
            out.accept(violation + "\n    " + shortest.story() + where(shortest));
        }
        return outcome;
    }

    /** Whether a story that needs no fault is part of this one. */
    private boolean isTold(String violation, Story story) {
        return violations.entrySet().stream()
                .filter(told -> told.getKey().startsWith(violation)
                        && told.getValue().plan().isEmpty())
                .anyMatch(told -> isPart(told.getValue().actions(), story.actions()));
    }

    private static boolean isPart(List<Action> some, List<Action> all) {
        int next = 0;
        for (Action action : all) if (next < some.size() && some.get(next).equals(action)) next++;
        return next == some.size();
    }

    /** What happened where, roughly. */
    private static List<String> kind(Outcome outcome) {
        return outcome.steps().stream()
                .filter(step -> step.event() != null)
                .map(step ->
                        step.site() + " " + step.what() + " " + step.event().kind())
                .toList();
    }

    /** The steps at which something happened. */
    private static String where(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < outcome.steps().size(); i++) {
            if (outcome.steps().get(i).event() != null)
                text.append("\n    ")
                        .append(i)
                        .append(": ")
                        .append(outcome.steps().get(i));
        }
        return text.toString();
    }
}
