package io.github.keytray.proof;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Puts every fault at every step of the stories of two processes, a tray and a person: {@code src/testing/run
 * proof.Explore [single [STRIDE [FIRST]] | pairs [STRIDE [FIRST]] | pair NUMBER | random [SEED [STORIES]] | story KIND ACTION…
 * [STEP=FAULT]…]}: of the faults each STRIDEth, from the number FIRST on. Of two that act at once, those faults are tried that
 * are not alike, in those orders of the two that can be told apart, unless a stride is given: {@code pairs 1} tries all.
 * {@code pair} takes one of these stories alone, from 0 on. Prints stories lived, steps taken, faults put in, and each
 * violation as its shortest story; exits 1 for one.
 */
public final class Explore {
    private static final int RANDOM_STORIES = 2_000;

    private Explore() {}

    public static void main(String[] args) {
        String what = args.length > 0 ? args[0] : "all";
        Exploration exploration = new Exploration(System.out::println);
        if (what.equals("story")) {
            tell(String.join(" ", args).substring("story ".length()));
            System.exit(0);
        }
        int stride = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        if (what.equals("all") || what.equals("single")) exploration.singles(Stories.ALL, stride, first);
        if (what.equals("all") || what.equals("pairs"))
            exploration.pairs(Stories.PAIRS, args.length > 1 ? stride : 0, first);
        if (what.equals("pair")) exploration.pairs(List.of(Stories.PAIRS.get(stride)), 0, 0);
        if (what.equals("all") || what.equals("random")) {
            long seed = args.length > 1 ? Long.parseLong(args[1]) : new Random().nextLong();
            exploration.random(seed, args.length > 2 ? Integer.parseInt(args[2]) : RANDOM_STORIES);
        }
        System.out.println(exploration.summary());
        System.exit(exploration.violations().isEmpty() ? 0 : 1);
    }

    /** One story, step by step. */
    private static void tell(String text) {
        String[] words = text.split(" ", -1);
        StringBuilder actions = new StringBuilder();
        Map<Integer, Steps.Event> plan = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] event = words[i].split("=", -1);
            if (event.length == 1) actions.append(actions.isEmpty() ? "" : " ").append(words[i]);
            else plan.put(Integer.valueOf(event[0]), Stories.event(event[1]));
        }
        Story story = Story.of(ModelProvider.Kind.valueOf(words[0]), actions.toString());
        Explorer.Outcome outcome = Explorer.live(new Story(story.kind(), story.actions(), plan));
        int number = 0;
        for (Steps.Step step : outcome.steps()) System.out.println(number++ + " " + step);
        System.out.println(outcome.story() + "\n" + outcome.violations());
    }
}
