package io.github.keytray.proof;

import io.github.keytray.keychain.ModelKeychain;
import io.github.keytray.proof.Steps.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lives through a story, and looks afterwards whether everybody is signed in who should be. */
final class Explorer {
    /**
     * What came of a story.
     *
     * @param trace another one for stories of which something else came
     */
    record Outcome(Story story, List<Step> steps, int trace, Set<String> violations) {}

    private Explorer() {}

    static Outcome live(Story story) {
        return live(story, ModelKeychain.SMALL);
    }

    /** @param longest how long a value can be that the keychain keeps in one entry */
    static Outcome live(Story story, int longest) {
        Path directory = directory();
        World world = new World(story, directory, longest);
        try {
            world.turns().run(Action.parse("P1.LOGIN"));
            if (!world.violations().isEmpty()) throw new AssertionError("The beginning failed: " + world.violations());
            world.steps().count(true);
            for (Action action : story.actions()) {
                if (action.kind().isByProcess()) world.turns().run(action);
                else world.happen(action);
            }
            world.steps().count(false);
            endWell(world);
            return new Outcome(story, world.steps().taken(), world.steps().trace(), world.violations());
        } finally {
            world.turns().close();
            delete(directory);
        }
    }

    /** All is in order again, and everybody who has a sign-in gets a token by it. */
    private static void endWell(World world) {
        if (world.violations().contains("stands still")) return;
        world.doWhatIsLate(false);
        world.look();
        if (world.toldSignedOut && world.keeps(World.ALICE)) world.violated("a sign-out is undone");
        for (String who : List.of("P1", "P2")) {
            if (world.hasEndedSession(who)) world.turns().run(new Action(who, Action.Kind.SESSION_TOKEN));
        }
        world.mend();
        world.pass(Duration.ofHours(2));
        for (String who : List.of("P1", "P2", "P9")) {
            if (who.equals("P9") || world.isRunning(who)) world.turns().run(new Action(who, Action.Kind.TOKEN));
        }
        for (String who : List.of("P1", "P9")) {
            if (world.isRunning(who)) world.turns().run(new Action(who, Action.Kind.LOGIN));
        }
        world.look();
        // Where a keychain fails, what it still holds has not been replaced.
        boolean isInOrder = world.story().plan().isEmpty()
                && !world.isForgetful()
                && world.story().revokes();
        if (isInOrder) world.history().lookForAbandoned();
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("keytray-explore");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            List<Path> all = new ArrayList<>(files.toList());
            java.util.Collections.reverse(all);
            for (Path each : all) Files.deleteIfExists(each);
        } catch (IOException e) {
            // The system's own directory is cleared by the system.
        }
    }

    /** The story with as little in it as still shows the same violation. */
    static Outcome shortest(Outcome outcome, String violation) {
        Outcome best = outcome;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (Story candidate : shorter(best.story())) {
                Outcome tried = live(candidate);
                if (!tried.violations().contains(violation)) continue;
                best = tried;
                shorter = true;
                break;
            }
        }
        return best;
    }

    private static List<Story> shorter(Story story) {
        List<Story> candidates = new ArrayList<>();
        for (Integer step : story.plan().keySet()) candidates.add(story.without(step));
        // What comes before an event cannot go without moving the event to another step.
        boolean planned = !story.plan().isEmpty();
        for (int i = story.actions().size() - 1; i >= 0; i--) {
            List<Action> less = new ArrayList<>(story.actions());
            less.remove(i);
            if (!planned
                    || !story.actions().get(i).kind().isByProcess()
                    || i == story.actions().size() - 1) {
                candidates.add(story.withActions(less));
            }
        }
        return candidates;
    }
}
