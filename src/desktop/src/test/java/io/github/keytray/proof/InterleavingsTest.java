package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.proof.Fault.Site;
import io.github.keytray.proof.Steps.Event;
import io.github.keytray.proof.Steps.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavingsTest {
    private static final Event OTHER = Event.of(Action.parse("P2.TOKEN"));

    private final Interleavings orders = new Interleavings();

    private static Step step(int process, Site site, String what) {
        return new Step("P" + process, process, site, what, null);
    }

    /** The other action begins here, and what this step does comes after it. */
    private static Step late(Site site, String what) {
        return new Step("P1", 1, site, what, OTHER);
    }

    @Test
    void should_be_the_same_where_each_sees_what_it_saw_before() {
        Step other = step(2, Site.READ, "user");
        assertThat(orders.isNew(List.of(late(Site.READ, "user"), other, step(1, Site.READ, "index"))))
                .isTrue();
        assertThat(orders.isNew(List.of(step(1, Site.READ, "user"), late(Site.READ, "index"), other)))
                .isFalse();
    }

    @Test
    void should_differ_where_a_read_sees_another_write() {
        Step other = step(2, Site.WRITE, "user");
        assertThat(orders.isNew(List.of(late(Site.READ, "user"), other, step(1, Site.READ, "index"))))
                .isTrue();
        assertThat(orders.isNew(List.of(step(1, Site.READ, "user"), late(Site.READ, "index"), other)))
                .isTrue();
    }

    @Test
    void should_differ_where_two_actions_of_one_process_change_places() {
        Step alice = new Step("P1", 1, Site.SEND, "refresh", null);
        Step bob = new Step("P1", 2, Site.SEND, "refresh", null);
        assertThat(orders.isNew(List.of(alice, bob))).isTrue();
        assertThat(orders.isNew(List.of(bob, alice))).isTrue();
    }

    /** What the first has prepared beside the keychain, the second finds. */
    @Test
    void should_differ_where_the_second_begins_just_before_a_change() {
        Step other = step(2, Site.READ, "index");
        assertThat(orders.isNew(List.of(late(Site.READ, "user"), other, step(1, Site.WRITE, "user"))))
                .isTrue();
        assertThat(orders.isNew(List.of(step(1, Site.READ, "user"), late(Site.WRITE, "user"), other)))
                .isTrue();
    }

    @Test
    void should_differ_where_the_provider_hears_of_them_in_another_order() {
        Step other = step(2, Site.SEND, "refresh");
        assertThat(orders.isNew(List.of(late(Site.SEND, "refresh"), other, step(1, Site.READ, "index"))))
                .isTrue();
        assertThat(orders.isNew(List.of(step(1, Site.SEND, "refresh"), late(Site.READ, "index"), other)))
                .isTrue();
        assertThat(orders.isNew(List.of(step(1, Site.SEND, "refresh"), other, step(1, Site.READ, "index"))))
                .isFalse();
    }
}
