package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.IdToken;
import io.github.keytray.testkit.OutgoingResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Attacks by a provider, as a list that grows: what it does in one answer, and what its honest twin does instead. */
final class ProviderTrials {
    private static final Duration HASTE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final List<Attack> all = new ArrayList<>();

    List<Attack> list() {
        return List.copyOf(all);
    }

    /** At every sign-in; the twin does all as it should. */
    void signIn(String name, Consumer<? super OutgoingResponse> hostile) {
        signIn(name, hostile, answer -> {});
    }

    void signIn(String name, Consumer<? super OutgoingResponse> hostile, Consumer<? super OutgoingResponse> honest) {
        all.add(new Attack(name, refused(ProviderTrials::signIn, hostile), passed(ProviderTrials::signIn, honest)));
    }

    /** At every sign-in: it keeps no user out, and nothing of it is believed. */
    void ignored(String name, Consumer<? super OutgoingResponse> hostile, Consumer<? super OutgoingResponse> honest) {
        all.add(new Attack(
                name,
                passed(ProviderTrials::signIn, hostile, UnaryOperator.identity(), HASTE),
                passed(ProviderTrials::signIn, honest)));
    }

    /** About the claims of an ID token. */
    void claims(String name, Consumer<Map<String, Object>> hostile, Consumer<Map<String, Object>> honest) {
        idToken(name, token -> hostile.accept(token.claims()), token -> honest.accept(token.claims()));
    }

    void idToken(String name, Consumer<IdToken> hostile, Consumer<IdToken> honest) {
        signIn(name, inIdToken(hostile), inIdToken(honest));
    }

    /** After an honest sign-in, when it is renewed. */
    void refresh(String name, Consumer<? super OutgoingResponse> hostile) {
        all.add(new Attack(
                name, refused(ProviderTrials::refresh, hostile), passed(ProviderTrials::refresh, answer -> {})));
    }

    void add(String name, Attack.Trial attack, Attack.Trial twin) {
        all.add(new Attack(name, attack, twin));
    }

    static Consumer<OutgoingResponse> inIdToken(Consumer<IdToken> change) {
        return answer -> answer.idToken().ifPresent(change);
    }

    static EmbeddedProviderBuilder provider() {
        return EmbeddedProvider.builder().es256();
    }

    /** What is done with a provider that may misbehave. */
    @FunctionalInterface
    interface Act {
        User of(AttackScene scene, Consumer<? super OutgoingResponse> conduct)
                throws GrantException, InterruptedException;
    }

    static User signIn(AttackScene scene, Consumer<? super OutgoingResponse> conduct)
            throws GrantException, InterruptedException {
        scene.embedded.misbehave(conduct);
        return scene.user(scene.signIn());
    }

    private static User refresh(AttackScene scene, Consumer<? super OutgoingResponse> conduct)
            throws GrantException, InterruptedException {
        Token token = scene.signIn();
        scene.embedded.misbehave(conduct);
        return scene.user(scene.refresh(token));
    }

    static Attack.Trial refused(Act act, Consumer<? super OutgoingResponse> conduct) {
        return refused(act, conduct, UnaryOperator.identity());
    }

    /** Ends in time, and in a refusal that a person can read. */
    static Attack.Trial refused(
            Act act, Consumer<? super OutgoingResponse> conduct, UnaryOperator<EmbeddedProviderBuilder> setup) {
        return () -> {
            long start = System.nanoTime();
            try (AttackScene scene = new AttackScene(setup.apply(provider()), HASTE)) {
                User user = act.of(scene, conduct);
                throw new AssertionError("It was believed: " + user);
            } catch (GrantException refusal) {
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                if (time.compareTo(LONGEST) > 0) throw new AssertionError("It took " + time, refusal);
                return refusal.getClass().getSimpleName() + ": " + refusal.getMessage();
            }
        };
    }

    static Attack.Trial passed(Act act, Consumer<? super OutgoingResponse> conduct) {
        return passed(act, conduct, UnaryOperator.identity());
    }

    static Attack.Trial passed(
            Act act, Consumer<? super OutgoingResponse> conduct, UnaryOperator<EmbeddedProviderBuilder> setup) {
        return passed(act, conduct, setup, Duration.ofSeconds(20));
    }

    private static Attack.Trial passed(
            Act act,
            Consumer<? super OutgoingResponse> conduct,
            UnaryOperator<EmbeddedProviderBuilder> setup,
            Duration patience) {
        return () -> {
            try (AttackScene scene = new AttackScene(setup.apply(provider()), patience)) {
                User user = act.of(scene, conduct);
                if (user.equals(AttackScene.ALICE)) return "signed in as " + user.username();
                throw new AssertionError("It is somebody else: " + user);
            }
        };
    }
}
