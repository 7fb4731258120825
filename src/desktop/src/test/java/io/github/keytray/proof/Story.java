package io.github.keytray.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Actions one after the other, at a kind of provider, and what happens at which step. */
record Story(ModelProvider.Kind kind, List<Action> actions, Map<Integer, Steps.Event> plan) {
    Story {
        actions = List.copyOf(actions);
        plan = new TreeMap<>(plan);
    }

    static Story of(ModelProvider.Kind kind, String actions) {
        return new Story(
                kind,
                java.util.Arrays.stream(actions.split(" ")).map(Action::parse).toList(),
                Map.of());
    }

    /** The same story with one more event. */
    Story with(int step, Steps.Event event) {
        Map<Integer, Steps.Event> more = new TreeMap<>(plan);
        more.put(step, event);
        return new Story(kind, actions, more);
    }

    Story without(int step) {
        Map<Integer, Steps.Event> less = new TreeMap<>(plan);
        less.remove(step);
        return new Story(kind, actions, less);
    }

    Story withActions(List<Action> others) {
        return new Story(kind, others, plan);
    }

    boolean has(java.util.Collection<Fault> faults) {
        return plan.values().stream().anyMatch(event -> event.fault() != null && faults.contains(event.fault()));
    }

    boolean isForgetful() {
        boolean refuses = actions.stream().anyMatch(each -> each.kind().name().startsWith("KEYCHAIN"));
        return refuses || has(Fault.KEYCHAIN) || has(java.util.EnumSet.of(Fault.DEATH, Fault.BUG));
    }

    /** Whether every sign-out in it reaches the provider. */
    boolean revokes() {
        return actions.stream().noneMatch(each -> each.kind() == Action.Kind.SIGN_OUT_UNREVOKED);
    }

    /** Whether nothing fails in it, and no clock is wrong. */
    boolean isUntroubled() {
        return plan.isEmpty()
                && actions.stream()
                        .map(each -> each.kind().name())
                        .noneMatch(name -> name.startsWith("KEY") || name.startsWith("CLOCK"));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind + ":");
        actions.forEach(action -> text.append(' ').append(action));
        plan.forEach((step, event) ->
                text.append("; at step ").append(step).append(' ').append(event));
        return text.toString();
    }
}
