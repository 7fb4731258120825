package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.Token;
import io.github.keytray.broker.Question;
import io.github.keytray.broker.Reply;
import io.github.keytray.preauth.Freshness.Fresh;
import io.github.keytray.preauth.Freshness.KeychainLocked;
import io.github.keytray.preauth.Freshness.Lapsed;
import io.github.keytray.preauth.Freshness.Offline;
import io.github.keytray.preauth.Freshness.Paused;
import io.github.keytray.preauth.Freshness.Refused;
import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.JournalEntry.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on virtual time. */
class PreAuthenticatorTest {
    private static final Duration LIFE = Duration.ofHours(1);

    private Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private long nanos = -1;
    private final InstantSource clock = () -> now;
    private final FakeVault vault = new FakeVault(clock, LIFE);
    private final List<KeptSignIn> told = new ArrayList<>();
    private Set<String> addresses = Set.of("192.0.2.1");
    private boolean rung;
    private final PreAuthenticator signIns;

    PreAuthenticatorTest(@TempDir Path directory) {
        signIns = new PreAuthenticator(
                vault,
                new Journal(directory.resolve("journal"), Runnable::run, problem -> {}),
                () -> addresses,
                new Random(1),
                Runnable::run,
                new Time(clock, () -> nanos));
        signIns.wake(() -> rung = true);
        signIns.addListener(new SignIns.Listener() {
            @Override
            public void changed() {}

            @Override
            public void signInNeeded(KeptSignIn signIn) {
                told.add(signIn);
            }
        });
    }

    /** Time passes, second by second. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            signIns.tick();
            now = now.plusSeconds(1);
            nanos += 1_000_000_000L;
        }
        signIns.tick();
    }

    /** No time passes: only what wakes is followed. */
    private void follow() {
        while (rung) {
            rung = false;
            signIns.tick();
        }
    }

    private Freshness state() {
        assertThat(signIns.all()).hasSize(1);
        return signIns.all().get(0).freshness();
    }

    @Nested
    class Renewing_ahead {
        @Test
        void should_leave_no_second_without_a_good_token() {
            Account account = vault.signIn("orders");
            signIns.tick();
            for (int minute = 0; minute < 8 * 60; minute++) {
                pass(Duration.ofMinutes(1));
                Token token = Objects.requireNonNull(vault.token(account));
                assertThat(token.isValid(now, token.margin())).isTrue();
            }
            assertThat(vault.renewals.size()).isBetween(8, 20);
            assertThat(state()).isInstanceOf(Fresh.class);
        }

        @Test
        void should_be_left_to_an_application_that_was_quicker() {
            Account account = vault.signIn("orders");
            pass(Duration.ofMinutes(20));
            vault.signIn("orders", vault.token("theirs"));
            pass(Duration.ofMinutes(20));
            assertThat(vault.renewals).isEmpty();
            assertThat(Objects.requireNonNull(vault.token(account)).accessToken())
                    .isEqualTo("theirs");
        }

        @Test
        void should_be_spread_out_where_it_lapsed_overnight() {
            vault.signIn("orders");
            now = now.plus(Duration.ofHours(12));
            pass(Duration.ofSeconds(1));
            assertThat(state()).isInstanceOf(Lapsed.class);
            pass(Duration.ofMinutes(30));
            assertThat(state()).isInstanceOf(Fresh.class);
        }
    }

    @Nested
    class The_list {
        @Test
        void should_follow_who_signs_in_and_out_elsewhere_within_a_minute() {
            pass(Duration.ofSeconds(1));
            assertThat(signIns.all()).isEmpty();
            Account account = vault.signIn("orders");
            pass(Duration.ofMinutes(1));
            assertThat(state()).isInstanceOf(Fresh.class);
            vault.signOut(account);
            pass(Duration.ofMinutes(1));
            assertThat(signIns.all()).isEmpty();
            assertThat(signIns.journal())
                    .extracting(JournalEntry::event)
                    .containsExactly(Event.SIGNED_OUT, Event.SIGNED_IN);
        }

        @Test
        void should_have_who_signed_in_elsewhere_at_once_where_that_is_told() {
            pass(Duration.ofSeconds(1));
            Account account = vault.signIn("orders");
            signIns.changed(account);
            follow();
            assertThat(state()).isInstanceOf(Fresh.class);
            vault.signOut(account);
            signIns.lookAgain();
            follow();
            assertThat(signIns.all()).isEmpty();
        }

        @Test
        void should_have_who_signed_in_during_a_look() {
            pass(Duration.ofSeconds(1));
            vault.signIn("stock");
            vault.meanwhile = () -> {
                vault.signIn("orders");
                signIns.lookAgain();
            };
            signIns.lookAgain();
            follow();
            assertThat(signIns.all()).hasSize(2).allMatch(one -> one.freshness() instanceof Fresh, "fresh");
        }

        @Test
        void should_stay_while_the_keychain_does_not_answer() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            vault.locked = new StoreUnavailable(Reason.LOCKED, "Locked.");
            pass(Duration.ofMinutes(10));
            assertThat(signIns.problem()).isPresent();
            assertThat(signIns.all()).hasSize(1);
            assertThat(signIns.journal())
                    .filteredOn(entry -> entry.event() == Event.KEYCHAIN)
                    .hasSize(1);
            assertThat(vault.unlocks).as("nobody is prompted").isZero();
            signIns.unlock();
            pass(Duration.ofSeconds(1));
            assertThat(signIns.problem()).isEmpty();
        }
    }

    @Nested
    class A_sign_in_that_has_ended {
        @Test
        void should_be_told_once_and_not_be_tried_again() {
            vault.signIn("orders");
            vault.outage = new InteractionRequired("It has ended. Sign in again.");
            pass(Duration.ofHours(8));
            assertThat(state()).isInstanceOf(SignInAgain.class);
            assertThat(vault.renewals).hasSize(1);
            assertThat(told).hasSize(1);
            assertThat(signIns.journal()).extracting(JournalEntry::event).containsExactly(Event.ENDED, Event.SIGNED_IN);
        }

        @Test
        void should_be_fresh_again_soon_after_the_person_signed_in() {
            vault.signIn("orders");
            vault.outage = new InteractionRequired("It has ended. Sign in again.");
            pass(Duration.ofHours(1));
            vault.outage = null;
            vault.signIn("orders", vault.token("anew"));
            pass(Duration.ofMinutes(1));
            assertThat(state()).isInstanceOf(Fresh.class);
        }
    }

    @Nested
    class A_provider_that_is_away {
        @Test
        void should_be_tried_again_and_again_but_not_often() {
            vault.signIn("orders");
            vault.outage = new Unreachable("It does not answer.", null);
            pass(Duration.ofHours(8));
            assertThat(state()).isInstanceOf(Offline.class);
            assertThat(vault.renewals.size()).isBetween(10, 24);
            assertThat(told).isEmpty();
            vault.outage = null;
            pass(Duration.ofHours(1));
            assertThat(state()).isInstanceOf(Fresh.class);
        }

        @Test
        void should_be_left_alone_for_as_long_as_it_asks() {
            vault.signIn("orders");
            vault.outage = new Unreachable("Too many requests.", Duration.ofHours(2), null);
            pass(Duration.ofHours(2));
            assertThat(vault.renewals).hasSize(1);
        }

        @Test
        void should_be_told_from_one_that_refuses() {
            vault.signIn("orders");
            vault.outage = new Rejected("It does not know us.", "invalid_client", null, null, null);
            pass(Duration.ofHours(1));
            assertThat(state()).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class The_surroundings {
        @Test
        void should_be_noticed_when_the_network_comes_back() {
            vault.signIn("orders");
            vault.outage = new Unreachable("It does not answer.", null);
            addresses = Set.of();
            pass(Duration.ofHours(4));
            int before = vault.renewals.size();
            vault.outage = null;
            addresses = Set.of("198.51.100.7");
            pass(Duration.ofSeconds(10));
            assertThat(vault.renewals).hasSize(before + 1);
            assertThat(state()).isInstanceOf(Fresh.class);
            assertThat(signIns.journal()).extracting(JournalEntry::event).contains(Event.NETWORK);
        }

        @Test
        void should_be_noticed_when_a_networks_own_sign_in_page_lets_go() {
            vault.signIn("orders");
            vault.outage = Unreachable.intercepted("Something else answered.", null);
            pass(Duration.ofHours(4));
            vault.outage = null;
            pass(Duration.ofMinutes(4));
            assertThat(state()).isInstanceOf(Fresh.class);
        }

        @Test
        void should_be_noticed_when_the_computer_slept() {
            Account account = vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            now = now.plus(Duration.ofMinutes(50));
            pass(Duration.ofMinutes(6));
            Token token = Objects.requireNonNull(vault.token(account));
            assertThat(token.isValid(now, token.margin())).isTrue();
            assertThat(vault.renewals).hasSize(1);
            assertThat(signIns.journal()).extracting(JournalEntry::event).contains(Event.WOKE);
        }

        @Test
        void should_be_noticed_when_somebody_sets_the_clock_back() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            now = now.minus(Duration.ofHours(3));
            pass(Duration.ofHours(1));
            assertThat(vault.renewals).isNotEmpty();
        }
    }

    @Nested
    class An_application_that_asks {
        private final Account account = new Account("https://login.acme.example", "orders");
        private final Question question = new Question(account, null, Set.of("openid"), null);

        @Test
        void should_get_the_token_without_anybody_being_asked() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            int reads = vault.reads;
            assertThat(signIns.answer(question)).isInstanceOfSatisfying(Reply.Granted.class, granted -> {
                assertThat(granted.token().accessToken()).isEqualTo("orders-0");
                assertThat(granted.token().refreshToken()).isNull();
                assertThat(granted.user().id()).isEqualTo("sub-orders");
            });
            assertThat(vault.reads).isEqualTo(reads);
            assertThat(vault.renewals).isEmpty();
        }

        @Test
        void should_have_a_lapsed_one_renewed_at_once() {
            vault.signIn("orders");
            now = now.plus(Duration.ofHours(12));
            pass(Duration.ofSeconds(1));
            assertThat(signIns.answer(question)).isEqualTo(Reply.None.PENDING);
            assertThat(vault.renewals).hasSize(1);
            assertThat(signIns.answer(question)).isInstanceOf(Reply.Granted.class);
        }

        @Test
        void should_not_wear_out_a_provider_that_is_away() {
            vault.signIn("orders");
            vault.outage = new Unreachable("It does not answer.", null);
            now = now.plus(Duration.ofHours(12));
            pass(Duration.ofSeconds(1));
            for (int second = 0; second < 600; second++) {
                signIns.answer(question);
                pass(Duration.ofSeconds(1));
            }
            assertThat(vault.renewals.size()).isBetween(5, 20);
            assertThat(signIns.answer(question)).isEqualTo(Reply.None.UNAVAILABLE);
        }

        @Test
        void should_not_get_what_a_sign_out_has_made_worthless() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            vault.signOut(account);
            signIns.changed(account);
            assertThat(signIns.answer(question)).isEqualTo(Reply.None.PENDING);
            pass(Duration.ofSeconds(1));
            assertThat(signIns.answer(question)).isEqualTo(Reply.None.UNKNOWN);
        }

        @Test
        void should_get_nobody_elses_token_nor_one_with_less_than_it_needs() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            assertThat(signIns.answer(new Question(account, "sub-bob", Set.of(), null)))
                    .isEqualTo(Reply.None.UNKNOWN);
            assertThat(signIns.answer(new Question(account, null, Set.of("admin"), null)))
                    .isEqualTo(Reply.None.INTERACTION_REQUIRED);
        }
    }

    @Nested
    class A_keychain_that_does_not_keep {
        @Test
        void should_be_offered_the_sign_in_until_it_takes_it() {
            Account account = vault.signIn("orders");
            vault.takesNothing = new StoreUnavailable(Reason.LOCKED, "Locked.");
            pass(Duration.ofHours(1));
            assertThat(state()).isInstanceOf(KeychainLocked.class);
            vault.takesNothing = null;
            pass(Duration.ofMinutes(2));
            assertThat(state()).isInstanceOf(Fresh.class);
            assertThat(Objects.requireNonNull(vault.token(account)).accessToken())
                    .isEqualTo("kept");
        }
    }

    @Nested
    class The_person {
        @Test
        void should_have_it_renewed_at_once() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            assertThat(signIns.refresh(signIns.all().get(0))).isCompleted();
            assertThat(vault.renewals).hasSize(1);
        }

        @Test
        void should_pause_it() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            signIns.pause();
            pass(Duration.ofHours(3));
            assertThat(state()).isInstanceOf(Paused.class);
            assertThat(vault.renewals).isEmpty();
            signIns.resume();
            pass(Duration.ofMinutes(30));
            assertThat(state()).isInstanceOf(Fresh.class);
        }

        @Test
        void should_sign_out() {
            vault.signIn("orders");
            pass(Duration.ofSeconds(1));
            assertThat(signIns.signOut(signIns.all().get(0))).isCompleted();
            assertThat(signIns.all()).isEmpty();
        }
    }
}
