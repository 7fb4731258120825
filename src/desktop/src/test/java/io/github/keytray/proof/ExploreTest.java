package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.proof.ModelProvider.Kind;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fixed part of what {@link Explore} explores. */
class ExploreTest {
    private static final int SOME_SINGLES = 633;
    private static final int SOME_PAIRS = 1999;

    /** What is known to go wrong, and is not mended yet: one line goes with each mending. */
    private static final List<String> KNOWN = List.of();

    private final Exploration exploration = new Exploration(progress -> {});

    @Test
    void should_sign_nobody_out_by_accident_whatever_fails_once() {
        exploration.singles(Stories.ALL, SOME_SINGLES, 0);

        assertThat(unknown(exploration.violations().keySet()))
                .as("%s", exploration.violations())
                .isEmpty();
    }

    @Test
    void should_sign_nobody_out_by_accident_when_two_act_at_once() {
        exploration.pairs(Stories.PAIRS, SOME_PAIRS, 0);

        assertThat(unknown(exploration.violations().keySet()))
                .as("%s", exploration.violations())
                .isEmpty();
    }

    @Test
    void should_sign_nobody_out_by_accident_in_long_stories() {
        exploration.random(1, 20);

        assertThat(unknown(exploration.violations().keySet()))
                .as("%s", exploration.violations())
                .isEmpty();
    }

    /** What the product once did not live through. */
    @ParameterizedTest
    @CsvSource({
        "ROTATION, P1.RESTART EXPIRE P1.TOKEN, send keys, STATUS_503",
        "ROTATION, P1.RESTART EXPIRE P1.TOKEN, send keys, PORTAL",
        "ROTATION, EXPIRE P1.TOKEN, receive refresh, CLOCK_SLOW",
        "ROTATION, EXPIRE P1.TOKEN, receive refresh, WRONG_HASH",
        "ROTATION_ENDS_FAMILY, EXPIRE P1.TOKEN, receive refresh, INTERRUPT",
        "ROTATION_ENDS_FAMILY, EXPIRE P1.TOKEN, write user, INTERRUPT",
        "ROTATION, P1.REFRESH P1.LOGIN, send refresh, INVALID_GRANT",
        "ROTATION, P1.REFRESH P1.LOGIN, send refresh, INVALID_REQUEST",
        "ROTATION, P1.REFRESH P1.LOGIN, send refresh, ACCESS_DENIED",
        "ROTATION, P1.REFRESH P1.LOGIN, send refresh, EMPTY_401",
        "ROTATION, P1.REFRESH, send refresh, INVALID_TOKEN",
        "ROTATION, P1.SIGN_IN_BOB, send userinfo, STATUS_403",
    })
    void should_live_through(Kind kind, String actions, String step, Fault fault) {
        Story story = Story.of(kind, actions);
        List<Steps.Step> steps = Explorer.live(story).steps();

        for (int at = 0; at < steps.size(); at++) {
            if (!steps.get(at).toString().endsWith(step)) continue;
            Explorer.Outcome outcome = Explorer.live(story.with(at, Steps.Event.of(fault)));

            assertThat(unknown(outcome.violations())).as("%s", outcome.story()).isEmpty();
        }
    }

    @Test
    void should_tell_the_same_story_twice() {
        Story story = Story.of(Kind.ROTATION_ENDS_FAMILY, "EXPIRE P1.TOKEN P2.TOKEN");

        assertThat(Explorer.live(story).steps()).isEqualTo(Explorer.live(story).steps());
    }

    private static List<String> unknown(Collection<String> violations) {
        return violations.stream()
                .filter(each -> KNOWN.stream().noneMatch(each::matches))
                .toList();
    }
}
