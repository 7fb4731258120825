package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final StoredUser ana = new StoredUser(ANA, token("ana"));
    private static final StoredUser bob = new StoredUser(BOB, token("bob"));

    @Test
    void should_put_the_default_user_first_and_forget_nobody() {
        Roster roster = Roster.EMPTY.withDefault(ana).withDefault(bob);
        assertThat(roster.users()).containsExactly(bob, ana);
        assertThat(roster.defaultUser()).contains(bob);
        assertThat(roster.withDefault(ana).users()).containsExactly(ana, bob);
    }

    @Test
    void should_replace_a_user_in_their_place() {
        Roster roster = Roster.EMPTY.withDefault(bob).withDefault(ana).with(bob.withoutToken());
        assertThat(roster.users()).containsExactly(ana, bob.withoutToken());
        assertThat(roster.with(ana.withoutToken()).defaultUser()).contains(ana.withoutToken());
    }

    @Test
    void should_have_no_default_user_until_there_is_one() {
        Roster roster = Roster.EMPTY.with(ana);
        assertThat(roster.defaultUser()).isEmpty();
        assertThat(roster.withDefault(null)).isEqualTo(roster);
        assertThat(roster.withDefault(bob).without(BOB.id())).isEqualTo(roster);
        assertThat(roster.withDefault(bob).without(ANA.id()).defaultUser()).contains(bob);
    }

    @Test
    void should_be_empty_when_nobody_is_left() {
        assertThat(Roster.EMPTY.withDefault(ana).without(ANA.id())).isEqualTo(Roster.EMPTY);
        assertThat(Roster.EMPTY.withDeclined(ANA, true).isEmpty()).isFalse();
        assertThat(Roster.EMPTY.withDeclined(ANA, true).withDeclined(ANA, false))
                .isEqualTo(Roster.EMPTY);
    }

    @Test
    void should_not_decline_whom_it_keeps() {
        assertThat(Roster.EMPTY.withDeclined(ANA, true).with(ana).declined()).isEmpty();
        assertThat(Roster.EMPTY.with(ana).withDeclined(ANA, true).isDeclined(ANA.id()))
                .isFalse();
    }

    @Test
    void should_refuse_a_default_user_who_is_not_there() {
        assertThatThrownBy(() -> new Roster(List.of(), true, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
