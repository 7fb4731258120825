package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.keychain.ModelKeychain;
import io.github.keytray.proof.ModelProvider.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fixed part of what {@link Explore} explores, in about 30 s of processor time: each 2003rd single fault of all stories at
 * all kinds of provider, each 6007th fault of two that act at once, twenty long stories by one seed; and whole, at every
 * step, what the product once did not live through.
 */
class ExploreTest {
    private static final int SOME_SINGLES = 2003;
    private static final int SOME_PAIRS = 6007;

    private final Exploration exploration = new Exploration(progress -> {});

    @Test
    void should_sign_nobody_out_by_accident_whatever_fails_once() {
        exploration.singles(Stories.ALL, SOME_SINGLES, 0);

        assertThat(exploration.violations()).isEmpty();
    }

    @Test
    void should_sign_nobody_out_by_accident_when_two_act_at_once() {
        exploration.pairs(Stories.PAIRS, SOME_PAIRS, 0);

        assertThat(exploration.violations()).isEmpty();
    }

    @Test
    void should_sign_nobody_out_by_accident_in_long_stories() {
        exploration.random(1, 20);

        assertThat(exploration.violations()).isEmpty();
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
        "NO_ROTATION, EXPIRE P2.TOKEN EXPIRE P1.TOKEN, send refresh, UNAUTHORIZED_CLIENT",
        "ROTATION, EXPIRE KEYS_DOWN P2.REFRESH P2.REFRESH P2.REFRESH KEYS_UP P1.TOKEN, write user, LAST_WRITE",
        "ROTATION, P1.SIGN_IN_BOB EXPIRE P1.TOKEN P1.TOKEN_BOB, write user, LATE_WRITE",
    })
    void should_live_through(Kind kind, String actions, String step, Fault fault) {
        Story story = Story.of(kind, actions);
        List<Steps.Step> steps = Explorer.live(story).steps();

        for (int at = 0; at < steps.size(); at++) {
            if (!steps.get(at).toString().endsWith(step)) continue;
            Explorer.Outcome outcome = Explorer.live(story.with(at, Steps.Event.of(fault)));

            assertThat(outcome.violations()).as("%s", outcome.story()).isEmpty();
        }
    }

    /** Two threads of one process, and a keychain that refuses what one of them has renewed, or both. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "P1.SIGN_IN_BOB KEYCHAIN_REFUSES EXPIRE P1.TOKEN P1.TOKEN_BOB",
                "P1.SIGN_IN_BOB KEYCHAIN_REFUSES EXPIRE P1.TOKEN_BOB EXPIRE P1.TOKEN",
            })
    void should_live_through_a_sign_in_that_moves_to_memory(String actions) {
        Story story = Story.of(Kind.ROTATION_ENDS_FAMILY, actions);
        int steps = Explorer.live(story).steps().size();

        for (int at = steps / 2; at < steps; at++) {
            Explorer.Outcome outcome = Explorer.live(story.with(at, Steps.Event.of(Action.parse("P1.TOKEN_BOB"))));

            assertThat(outcome.violations()).as("%s", outcome.story()).isEmpty();
        }
    }

    /**
     * A write that was given up and is carried out much later brings back an older value. Its refresh token is spent, and
     * must not be sent; the newer one is lost.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPIRE P2.TOKEN EXPIRE P2.TOKEN EXPIRE P2.TOKEN",
                "P1.SIGN_IN_BOB EXPIRE P1.TOKEN P1.TOKEN_BOB EXPIRE P1.TOKEN",
            })
    void should_send_no_spent_refresh_token_where_one_entry_holds_everything(String actions) {
        Story story = Story.of(Kind.ROTATION_ENDS_FAMILY, actions);
        List<Steps.Step> steps = Explorer.live(story, ModelKeychain.LARGE).steps();

        for (int at = 0; at < steps.size(); at++) {
            if (steps.get(at).site() != Fault.Site.WRITE) continue;
            for (Fault fault : List.of(Fault.LATE_WRITE, Fault.LAST_WRITE)) {
                Story late = story.with(at, Steps.Event.of(fault));
                Explorer.Outcome outcome = Explorer.live(late, ModelKeychain.LARGE);

                assertThat(outcome.violations()).as("%s", outcome.story()).allMatch("signed out by accident"::equals);
            }
        }
    }

    /** What one process gave up writing arrives while another writes, which had read before. */
    @Test
    void should_keep_what_arrives_late_beside_another_write() {
        Story story = Story.of(Kind.ROTATION_ENDS_FAMILY, "P1.SIGN_IN_BOB");
        int steps = Explorer.live(story).steps().size();
        int tried = 0;

        for (int at = 0; at < steps; at += 5) {
            Story both = story.with(at, Steps.Event.of(Action.parse("P2.REFRESH")));
            List<Steps.Step> taken = Explorer.live(both).steps();
            for (int write = at + 1; write < taken.size(); write++) {
                if (!taken.get(write).toString().matches("P2.* write user.*")) continue;
                Explorer.Outcome outcome = Explorer.live(both.with(write, Steps.Event.of(Fault.LATE_WRITE)));
                tried++;

                assertThat(outcome.violations()).as("%s", outcome.story()).isEmpty();
            }
        }
        assertThat(tried).isPositive();
    }

    /** A host's session asks for a token, and the person signs out of it, or a command does, at any moment of that. */
    @ParameterizedTest
    @CsvSource({
        "EXPIRE P1.SESSION_TOKEN, P1.SESSION_SIGN_OUT",
        "P1.SESSION_SIGN_OUT, P1.SESSION_TOKEN",
        "EXPIRE P1.TOKEN, P1.SIGN_OUT_UNREVOKED",
        "EXPIRE P1.SESSION_TOKEN, P2.SIGN_OUT_UNREVOKED",
    })
    void should_stay_signed_out(String actions, String meanwhile) {
        Story story = Story.of(Kind.ROTATION_ENDS_FAMILY, actions);
        int steps = Explorer.live(story).steps().size();

        for (int at = 0; at < steps; at++) {
            Explorer.Outcome outcome = Explorer.live(story.with(at, Steps.Event.of(Action.parse(meanwhile))));

            assertThat(outcome.violations()).as("%s", outcome.story()).isEmpty();
        }
    }

    /** A connection that was idle has gone deaf, whichever clock stood still meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"SLEEP P1.TOKEN P1.SESSION_TOKEN", "EXPIRE P1.TOKEN P2.TOKEN EXPIRE P2.REFRESH"})
    void should_reach_a_provider_after_a_pause(String actions) {
        Explorer.Outcome outcome = Explorer.live(Story.of(Kind.ROTATION_ENDS_FAMILY, actions));

        assertThat(outcome.violations()).isEmpty();
    }

    @Test
    void should_tell_the_same_story_twice() {
        Story story = Story.of(Kind.ROTATION_ENDS_FAMILY, "EXPIRE P1.TOKEN P2.TOKEN");

        assertThat(Explorer.live(story).steps()).isEqualTo(Explorer.live(story).steps());
    }
}
