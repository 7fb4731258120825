package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.preauth.JournalEntry.Event;
import io.github.keytray.preauth.SignInState.Attention;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignInState.Valid;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sign-in that the provider has ended: only the person can mend it. */
class EndedSignInTest {
    @TempDir
    Path directory;

    private VirtualPreAuthenticator engine;

    @BeforeEach
    void start() {
        engine = new VirtualPreAuthenticator(directory);
    }

    @Test
    void should_be_told_once_and_not_be_tried_again() {
        engine.store.signIn("orders");
        engine.store.outage = new InteractionRequired("It has ended. Sign in again.");
        engine.pass(Duration.ofHours(8));
        assertThat(engine.state()).isInstanceOf(SignInRequired.class);
        assertThat(engine.store.renewals).hasSize(1);
        assertThat(engine.told).hasSize(1);
        assertThat(engine.signIns.journal())
                .extracting(JournalEntry::event)
                .containsExactly(Event.ENDED, Event.SIGNED_IN);
    }

    @Test
    void should_be_fresh_again_soon_after_the_person_signed_in() {
        engine.store.signIn("orders");
        engine.store.outage = new InteractionRequired("It has ended. Sign in again.");
        engine.pass(Duration.ofHours(1));
        engine.store.outage = null;
        engine.store.signIn("orders", engine.store.token("anew"));
        engine.pass(Duration.ofMinutes(1));
        assertThat(engine.state()).isInstanceOf(Valid.class);
        assertThat(engine.signIns.journal())
                .extracting(JournalEntry::event)
                .containsExactly(Event.SIGNED_IN, Event.ENDED, Event.SIGNED_IN);
    }

    @Test
    void should_be_noted_as_signed_in_again_also_where_that_is_told_at_once() {
        Account account = engine.store.signIn("orders");
        engine.store.outage = new InteractionRequired("It has ended. Sign in again.");
        engine.pass(Duration.ofHours(1));
        engine.store.outage = null;
        engine.store.signIn("orders", engine.store.token("anew"));
        engine.signIns.changed(account);
        engine.pass(Duration.ofSeconds(1));
        engine.pass(Duration.ofSeconds(1));
        assertThat(engine.signIns.journal())
                .extracting(JournalEntry::event)
                .containsExactly(Event.SIGNED_IN, Event.ENDED, Event.SIGNED_IN);
    }

    @Test
    void should_not_be_noted_as_signed_in_again_by_a_start_that_finds_what_had_ended() {
        engine.store.signIn("orders");
        engine.store.outage = new InteractionRequired("It has ended. Sign in again.");
        engine.pass(Duration.ofHours(1));
        VirtualPreAuthenticator next = new VirtualPreAuthenticator(directory);
        next.store.signIn("orders");
        next.pass(Duration.ofSeconds(1));
        assertThat(next.state()).isInstanceOf(Valid.class);
        assertThat(next.signIns.journal())
                .extracting(JournalEntry::event)
                .containsExactly(Event.ENDED, Event.SIGNED_IN);
    }

    /** The tray that takes over shows it in its icon and menu, by its state. */
    @Test
    void should_need_the_person_in_the_next_tray_too_which_does_not_tell_it_as_news() {
        Account account = engine.store.signIn("orders");
        engine.store.outage = new InteractionRequired("It has ended. Sign in again.");
        engine.pass(Duration.ofHours(1));
        VirtualPreAuthenticator next = new VirtualPreAuthenticator(directory);
        next.store.signIn("orders");
        next.store.end(account);
        next.pass(Duration.ofSeconds(1));
        assertThat(next.state().attention()).isEqualTo(Attention.PERSON);
        assertThat(next.told).isEmpty();
    }
}
