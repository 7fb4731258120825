package io.github.keytray.proof;

import io.github.keytray.proof.Fault.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the steps at which the code reads, writes, sends, receives, locks, unlocks or asks, and lets what is planned happen there.
 * One invocation runs at a time; another begins, or goes on, only at a step.
 */
final class Steps {
    /** What happens at a step: a fault, or an action of somebody else. */
    record Event(@Nullable Fault fault, @Nullable Action meanwhile) {
        static Event of(Fault fault) {
            return new Event(fault, null);
        }

        static Event of(Action meanwhile) {
            return new Event(null, meanwhile);
        }

        String kind() {
            return fault != null ? fault.family() : toString();
        }

        @Override
        public String toString() {
            return fault != null ? fault.toString() : "meanwhile " + meanwhile;
        }
    }

    /**
     * One step that was taken.
     *
     * @param invocation the number of the action whose turn it was
     */
    record Step(
            String who,
            int invocation,
            Site site,
            String what,
            @Nullable Event event) {
        @Override
        public String toString() {
            return who + " " + site.toString().toLowerCase(java.util.Locale.ROOT) + " " + what
                    + (event == null ? "" : "  <-- " + event);
        }
    }

    /** A process is dead, and so is whatever it still tries. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("dead", null, false, false);
        }
    }

    /** A failure that is nobody's. */
    static final class Bug extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Bug() {
            super("a bug", null, false, false);
        }
    }

    private final World world;
    private final Map<Integer, Event> plan;
    private final List<Step> taken = new ArrayList<>();
    private boolean counting;
    private volatile int passed;
    private int trace;

    Steps(World world, Map<Integer, Event> plan) {
        this.world = world;
        this.plan = plan;
    }

    /** From now on steps have numbers, until this is called again. */
    synchronized void count(boolean on) {
        counting = on;
    }

    synchronized List<Step> taken() {
        return List.copyOf(taken);
    }

    /** A step is about to be taken; returns the fault that only the place of the step can bring about. */
    @Nullable
    Fault pass(ModelProcess process, Site site, String what) throws InterruptedException {
        world.turns().await(process);
        if (process.isDead()) throw new Death();
        Event event = number(process, site, what);
        world.pass(java.time.Duration.ofMillis(5));
        if (event == null) return null;
        if (event.meanwhile() != null) {
            world.turns().meanwhile(event.meanwhile());
            return null;
        }
        // Where threads of one process run beside each other, a number can fall to a step of another kind.
        boolean fits = Fault.at(site, what).contains(event.fault());
        return fits ? happen(process, event.fault()) : null;
    }

    /** Something is done, or comes of it. */
    synchronized void note(String what) {
        trace = 31 * trace + what.hashCode();
    }

    /** Tells apart what was done and came of it, steps without a number among it, and without what was planned. */
    synchronized int trace() {
        return trace;
    }

    /** How many steps were taken so far, also those without a number. */
    int passed() {
        return passed;
    }

    private synchronized @Nullable Event number(ModelProcess process, Site site, String what) {
        passed++;
        note(process.name() + site + what);
        if (!counting) return null;
        Event event = plan.get(taken.size());
        taken.add(new Step(process.name(), world.turns().number(), site, what, event));
        return event;
    }

    private @Nullable Fault happen(ModelProcess process, @Nullable Fault fault) throws InterruptedException {
        if (fault == null) return null;
        switch (fault) {
            case DEATH -> {
                process.die();
                throw new Death();
            }
            case BUG -> throw new Bug();
            case INTERRUPT -> process.interrupt();
            case CLOCK_FAST -> world.skew(java.time.Duration.ofMinutes(3));
            case CLOCK_SLOW -> world.skew(java.time.Duration.ofMinutes(-3));
            default -> {
                return fault;
            }
        }
        return null;
    }
}
