package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.Token;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.preauth.JournalEntry.Event;
import io.github.keytray.preauth.SignInState.Expired;
import io.github.keytray.preauth.SignInState.Paused;
import io.github.keytray.preauth.SignInState.Valid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is kept fresh, when, and for whom. */
class PreAuthenticatorTest {
    private final VirtualPreAuthenticator engine;

    private final Path directory;

    PreAuthenticatorTest(@TempDir Path directory) {
        this.directory = directory;
        engine = new VirtualPreAuthenticator(directory);
    }

    @Nested
    class Renewing_ahead {
        @Test
        void should_leave_no_second_without_a_good_token() {
            Account account = engine.store.signIn("orders");
            engine.signIns.tick();
            for (int minute = 0; minute < 8 * 60; minute++) {
                engine.pass(Duration.ofMinutes(1));
                Token token = Objects.requireNonNull(engine.store.token(account));
                assertThat(token.isValid(engine.now, token.margin())).isTrue();
            }
            assertThat(engine.store.renewals.size()).isBetween(8, 20);
            assertThat(engine.state()).isInstanceOf(Valid.class);
        }

        @Test
        void should_be_left_to_an_application_that_was_quicker() {
            Account account = engine.store.signIn("orders");
            engine.pass(Duration.ofMinutes(20));
            engine.store.signIn("orders", engine.store.token("theirs"));
            engine.pass(Duration.ofMinutes(20));
            assertThat(engine.store.renewals).isEmpty();
            assertThat(Objects.requireNonNull(engine.store.token(account)).accessToken())
                    .isEqualTo("theirs");
        }

        /** The scheduler wakes up twice a minute by itself. */
        @Test
        void should_have_nothing_due_for_half_a_minute_unless_the_network_is_waited_for() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofMinutes(3));
            assertThat(engine.signIns.tick()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));

            engine.store.outage = new Unreachable("It does not answer.", null);
            engine.pass(Duration.ofHours(1));
            assertThat(engine.signIns.tick()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void should_wake_the_scheduler_when_it_failed_and_is_tried_again_soon() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofMinutes(3));
            engine.follow();

            engine.store.outage = new Unreachable("It does not answer.", null);
            assertThat(engine.signIns.refresh(engine.signIns.all().get(0))).isCompletedExceptionally();
            assertThat(engine.isRung()).isTrue();
        }

        @Test
        void should_be_spread_out_where_it_lapsed_overnight() {
            engine.store.signIn("orders");
            engine.now = engine.now.plus(Duration.ofHours(12));
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.state()).isInstanceOf(Expired.class);
            engine.pass(Duration.ofMinutes(30));
            assertThat(engine.state()).isInstanceOf(Valid.class);
        }
    }

    @Nested
    class The_list {
        @Test
        void should_follow_who_signs_in_and_out_elsewhere_within_a_minute() {
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.all()).isEmpty();
            Account account = engine.store.signIn("orders");
            engine.pass(Duration.ofMinutes(1));
            assertThat(engine.state()).isInstanceOf(Valid.class);
            engine.store.signOut(account);
            engine.pass(Duration.ofMinutes(1));
            assertThat(engine.signIns.all()).isEmpty();
            assertThat(engine.signIns.journal())
                    .extracting(JournalEntry::event)
                    .containsExactly(Event.SIGNED_OUT, Event.SIGNED_IN);
        }

        @Test
        void should_note_a_sign_in_once_and_not_at_every_start() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            VirtualPreAuthenticator next = new VirtualPreAuthenticator(directory);
            Account account = next.store.signIn("orders");
            next.pass(Duration.ofSeconds(1));
            assertThat(next.signIns.journal()).extracting(JournalEntry::event).containsExactly(Event.SIGNED_IN);
            next.store.signOut(account);
            next.pass(Duration.ofMinutes(1));
            next.store.signIn("orders");
            next.pass(Duration.ofMinutes(1));
            assertThat(next.signIns.journal())
                    .extracting(JournalEntry::event)
                    .containsExactly(Event.SIGNED_IN, Event.SIGNED_OUT, Event.SIGNED_IN);
        }

        @Test
        void should_have_who_signed_in_elsewhere_at_once_where_that_is_told() {
            engine.pass(Duration.ofSeconds(1));
            Account account = engine.store.signIn("orders");
            engine.signIns.changed(account);
            engine.follow();
            assertThat(engine.state()).isInstanceOf(Valid.class);
            engine.store.signOut(account);
            engine.signIns.reload();
            engine.follow();
            assertThat(engine.signIns.all()).isEmpty();
        }

        @Test
        void should_have_who_signed_in_during_a_look() {
            engine.pass(Duration.ofSeconds(1));
            engine.store.signIn("stock");
            engine.store.meanwhile = () -> {
                engine.store.signIn("orders");
                engine.signIns.reload();
            };
            engine.signIns.reload();
            engine.follow();
            assertThat(engine.signIns.all()).hasSize(2).allMatch(one -> one.state() instanceof Valid, "fresh");
        }

        @Test
        void should_stay_while_the_keychain_does_not_answer() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.store.locked = new StoreUnavailable(Reason.LOCKED, "Locked.");
            engine.pass(Duration.ofMinutes(10));
            assertThat(engine.signIns.problem()).isPresent();
            assertThat(engine.signIns.all()).hasSize(1);
            assertThat(engine.signIns.journal())
                    .filteredOn(entry -> entry.event() == Event.KEYCHAIN)
                    .hasSize(1);
            assertThat(engine.store.unlocks).as("nobody is prompted").isZero();
            engine.signIns.unlock();
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.problem()).isEmpty();
        }
    }

    @Nested
    class An_application_that_asks {
        private final Account account = new Account("https://login.acme.example", "orders");
        private final BrokerRequest question = new BrokerRequest(account, null, Set.of("openid"), null);

        @Test
        void should_get_the_token_without_anybody_being_asked() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            int reads = engine.store.reads;
            assertThat(engine.signIns.answer(question))
                    .isInstanceOfSatisfying(BrokerResponse.Granted.class, granted -> {
                        assertThat(granted.token().accessToken()).isEqualTo("orders-0");
                        assertThat(granted.token().refreshToken()).isNull();
                        assertThat(granted.user().id()).isEqualTo("sub-orders");
                    });
            assertThat(engine.store.reads).isEqualTo(reads);
            assertThat(engine.store.renewals).isEmpty();
        }

        @Test
        void should_have_a_lapsed_one_renewed_at_once() {
            engine.store.signIn("orders");
            engine.now = engine.now.plus(Duration.ofHours(12));
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.answer(question)).isEqualTo(BrokerResponse.NoToken.PENDING);
            assertThat(engine.store.renewals).hasSize(1);
            assertThat(engine.signIns.answer(question)).isInstanceOf(BrokerResponse.Granted.class);
        }

        @Test
        void should_not_wear_out_a_provider_that_is_away() {
            engine.store.signIn("orders");
            engine.store.outage = new Unreachable("It does not answer.", null);
            engine.now = engine.now.plus(Duration.ofHours(12));
            engine.pass(Duration.ofSeconds(1));
            for (int second = 0; second < 600; second++) {
                engine.signIns.answer(question);
                engine.pass(Duration.ofSeconds(1));
            }
            assertThat(engine.store.renewals.size()).isBetween(5, 20);
            assertThat(engine.signIns.answer(question)).isEqualTo(BrokerResponse.NoToken.UNAVAILABLE);
        }

        @Test
        void should_not_get_what_a_sign_out_has_made_worthless() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.store.signOut(account);
            engine.signIns.changed(account);
            assertThat(engine.signIns.answer(question)).isEqualTo(BrokerResponse.NoToken.PENDING);
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.answer(question)).isEqualTo(BrokerResponse.NoToken.UNKNOWN);
        }

        @Test
        void should_get_nobody_elses_token_nor_one_with_less_than_it_needs() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.answer(new BrokerRequest(account, "sub-bob", Set.of(), null)))
                    .isEqualTo(BrokerResponse.NoToken.UNKNOWN);
            assertThat(engine.signIns.answer(new BrokerRequest(account, null, Set.of("admin"), null)))
                    .isEqualTo(BrokerResponse.NoToken.INTERACTION_REQUIRED);
        }
    }

    @Nested
    class The_person {
        @Test
        void should_have_it_renewed_at_once() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.refresh(engine.signIns.all().get(0))).isCompleted();
            assertThat(engine.store.renewals).hasSize(1);
        }

        @Test
        void should_pause_it() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.signIns.pause();
            engine.pass(Duration.ofHours(3));
            assertThat(engine.state()).isInstanceOf(Paused.class);
            assertThat(engine.store.renewals).isEmpty();
            engine.signIns.resume();
            engine.pass(Duration.ofMinutes(30));
            assertThat(engine.state()).isInstanceOf(Valid.class);
        }

        @Test
        void should_sign_out() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.signOut(engine.signIns.all().get(0))).isCompleted();
            assertThat(engine.signIns.all()).isEmpty();
        }
    }
}
