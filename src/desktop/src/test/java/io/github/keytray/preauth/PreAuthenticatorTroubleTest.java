package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.preauth.JournalEntry.Event;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.Refused;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignInState.Valid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around it: the provider, the network, the computer, the keychain. */
class PreAuthenticatorTroubleTest {
    private final VirtualPreAuthenticator engine;

    PreAuthenticatorTroubleTest(@TempDir Path directory) {
        engine = new VirtualPreAuthenticator(directory);
    }

    /** Only then would a tray that starts know all that this one knows. */
    @Test
    void should_be_calm_only_while_everything_is_as_it_is_stored() {
        assertThat(engine.signIns.isCalm()).as("nobody is signed in").isTrue();
        Account account = engine.store.signIn("orders");
        engine.pass(Duration.ofMinutes(1));
        assertThat(engine.signIns.isCalm()).as("a valid token").isTrue();
        engine.signIns.pause();
        assertThat(engine.signIns.isCalm()).as("paused").isFalse();
        engine.signIns.resume();
        engine.store.outage = new Unreachable("It does not answer.", null);
        engine.pass(Duration.ofHours(1));
        assertThat(engine.signIns.isCalm()).as("the provider is away").isFalse();
        engine.store.outage = null;
        engine.pass(Duration.ofHours(1));
        assertThat(engine.signIns.isCalm()).as("renewed").isTrue();
        engine.store.end(account);
        engine.pass(Duration.ofHours(1));
        assertThat(engine.signIns.isCalm()).as("ended").isFalse();
    }

    @Nested
    class A_provider_that_is_away {
        @Test
        void should_be_tried_again_and_again_but_not_often() {
            engine.store.signIn("orders");
            engine.store.outage = new Unreachable("It does not answer.", null);
            engine.pass(Duration.ofHours(8));
            assertThat(engine.state()).isInstanceOf(Offline.class);
            assertThat(engine.store.renewals.size()).isBetween(10, 24);
            assertThat(engine.told).isEmpty();
            engine.store.outage = null;
            engine.pass(Duration.ofHours(1));
            assertThat(engine.state()).isInstanceOf(Valid.class);
        }

        @Test
        void should_be_left_alone_for_as_long_as_it_asks() {
            engine.store.signIn("orders");
            engine.store.outage = new Unreachable("Too many requests.", Duration.ofHours(2), null);
            engine.pass(Duration.ofHours(2));
            assertThat(engine.store.renewals).hasSize(1);
        }

        @Test
        void should_be_told_from_one_that_refuses() {
            engine.store.signIn("orders");
            engine.store.outage = new Rejected("It does not know us.", "invalid_client", null, null, null);
            engine.pass(Duration.ofHours(1));
            assertThat(engine.state()).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class A_sign_in_that_has_ended {
        @Test
        void should_be_known_by_what_the_application_had_asked_for() {
            Account account = engine.store.signIn("orders");
            User ana = new User("sub-orders", "orders");
            assertThat(engine.signIns.requestedScopes(account, ana)).isEmpty();
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.requestedScopes(account, ana)).containsExactly("openid");
            engine.store.signIn("orders", null);
            engine.signIns.changed(account);
            engine.pass(Duration.ofMinutes(2));
            assertThat(engine.state()).isInstanceOf(SignInRequired.class);
            assertThat(engine.signIns.requestedScopes(account, ana)).containsExactly("openid");
        }
    }

    @Nested
    class The_surroundings {
        @Test
        void should_be_noticed_when_the_network_comes_back() {
            engine.store.signIn("orders");
            engine.store.outage = new Unreachable("It does not answer.", null);
            engine.addresses = Set.of();
            engine.pass(Duration.ofHours(4));
            int before = engine.store.renewals.size();
            engine.store.outage = null;
            engine.addresses = Set.of("198.51.100.7");
            engine.pass(Duration.ofSeconds(10));
            assertThat(engine.store.renewals).hasSize(before + 1);
            assertThat(engine.state()).isInstanceOf(Valid.class);
            assertThat(engine.signIns.journal()).extracting(JournalEntry::event).contains(Event.NETWORK);
        }

        @Test
        void should_be_noticed_when_a_networks_own_sign_in_page_lets_go() {
            engine.store.signIn("orders");
            engine.store.outage = Unreachable.intercepted("Something else answered.", null);
            engine.pass(Duration.ofHours(4));
            engine.store.outage = null;
            engine.pass(Duration.ofMinutes(4));
            assertThat(engine.state()).isInstanceOf(Valid.class);
        }

        @Test
        void should_be_noticed_when_the_computer_slept() {
            Account account = engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.now = engine.now.plus(Duration.ofMinutes(50));
            engine.pass(Duration.ofMinutes(6));
            Token token = Objects.requireNonNull(engine.store.token(account));
            assertThat(token.isValid(engine.now, token.margin())).isTrue();
            assertThat(engine.store.renewals).hasSize(1);
            assertThat(engine.signIns.journal()).extracting(JournalEntry::event).contains(Event.WOKE);
        }

        @Test
        void should_be_noticed_when_somebody_sets_the_clock_back() {
            engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.now = engine.now.minus(Duration.ofHours(3));
            engine.pass(Duration.ofHours(1));
            assertThat(engine.store.renewals).isNotEmpty();
        }
    }

    @Nested
    class A_sign_in_that_was_refused {
        @Test
        void should_be_said_to_have_ended_while_its_token_lives() {
            Account account = engine.store.signIn("orders");
            engine.store.end(account);
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.state()).isInstanceOf(SignInRequired.class);
            assertThat(engine.signIns.answer(new BrokerRequest(account, null, Set.of(), null)))
                    .isInstanceOf(BrokerResponse.Granted.class);
        }

        @Test
        void should_be_tried_once_more_after_a_day_and_told_once() {
            engine.store.signIn("orders");
            engine.store.keepsWhatWasRefused = true;
            engine.store.outage = new InteractionRequired("It refuses. Sign in again.");
            engine.pass(Duration.ofHours(20));
            assertThat(engine.state()).isInstanceOf(SignInRequired.class);
            assertThat(engine.store.renewals).hasSize(1);
            engine.pass(Duration.ofHours(8));
            assertThat(engine.state()).isInstanceOf(SignInRequired.class);
            assertThat(engine.store.renewals).hasSize(2);
            assertThat(engine.told).hasSize(1);
            engine.store.outage = null;
            engine.pass(Duration.ofHours(25));
            assertThat(engine.state()).isInstanceOf(Valid.class);
        }
    }

    @Nested
    class A_keychain_that_does_not_keep {
        @Test
        void should_be_offered_what_a_command_had_renewed_and_could_not_keep() {
            Account account = engine.store.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.store.takesNothing = new StoreUnavailable(Reason.LOCKED, "Locked.");
            StoredUser theirs = new StoredUser(new User("sub-orders", "orders"), engine.store.token("theirs"));
            assertThat(engine.signIns.keep(account, theirs)).isTrue();
            engine.pass(Duration.ofMinutes(1));
            assertThat(engine.state()).isInstanceOf(KeychainLocked.class);
            assertThat(engine.signIns.answer(new BrokerRequest(account, null, Set.of(), null)))
                    .isInstanceOfSatisfying(
                            BrokerResponse.Granted.class,
                            granted -> assertThat(granted.token().accessToken()).isEqualTo("theirs"));
            engine.store.takesNothing = null;
            engine.pass(Duration.ofMinutes(2));
            assertThat(engine.state()).isInstanceOf(Valid.class);
            assertThat(engine.store.token(account)).isEqualTo(theirs.token());
        }

        @Test
        void should_not_be_offered_what_nobody_here_knows_or_what_is_older() {
            Account account = engine.store.signIn("orders");
            StoredUser older = new StoredUser(new User("sub-orders", "orders"), engine.store.token("older"));
            assertThat(engine.signIns.keep(account, older)).as("not known yet").isFalse();
            engine.pass(Duration.ofHours(1));
            assertThat(engine.signIns.keep(account, older)).isFalse();
        }

        @Test
        void should_be_offered_the_sign_in_until_it_takes_it() {
            Account account = engine.store.signIn("orders");
            engine.store.takesNothing = new StoreUnavailable(Reason.LOCKED, "Locked.");
            engine.pass(Duration.ofHours(1));
            assertThat(engine.state()).isInstanceOf(KeychainLocked.class);
            engine.store.takesNothing = null;
            engine.pass(Duration.ofMinutes(2));
            assertThat(engine.state()).isInstanceOf(Valid.class);
            assertThat(Objects.requireNonNull(engine.store.token(account)).accessToken())
                    .isEqualTo("kept");
        }
    }
}
