package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.preauth.Freshness.Fresh;
import io.github.keytray.preauth.Freshness.KeychainLocked;
import io.github.keytray.preauth.Freshness.Offline;
import io.github.keytray.preauth.Freshness.Refused;
import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.JournalEntry.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around it: the provider, the network, the computer, the keychain. */
class PreAuthenticatorTroubleTest {
    private final Engine engine;

    PreAuthenticatorTroubleTest(@TempDir Path directory) {
        engine = new Engine(directory);
    }

    @Nested
    class A_provider_that_is_away {
        @Test
        void should_be_tried_again_and_again_but_not_often() {
            engine.vault.signIn("orders");
            engine.vault.outage = new Unreachable("It does not answer.", null);
            engine.pass(Duration.ofHours(8));
            assertThat(engine.state()).isInstanceOf(Offline.class);
            assertThat(engine.vault.renewals.size()).isBetween(10, 24);
            assertThat(engine.told).isEmpty();
            engine.vault.outage = null;
            engine.pass(Duration.ofHours(1));
            assertThat(engine.state()).isInstanceOf(Fresh.class);
        }

        @Test
        void should_be_left_alone_for_as_long_as_it_asks() {
            engine.vault.signIn("orders");
            engine.vault.outage = new Unreachable("Too many requests.", Duration.ofHours(2), null);
            engine.pass(Duration.ofHours(2));
            assertThat(engine.vault.renewals).hasSize(1);
        }

        @Test
        void should_be_told_from_one_that_refuses() {
            engine.vault.signIn("orders");
            engine.vault.outage = new Rejected("It does not know us.", "invalid_client", null, null, null);
            engine.pass(Duration.ofHours(1));
            assertThat(engine.state()).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class A_sign_in_that_has_ended {
        @Test
        void should_be_known_by_what_the_application_had_asked_for() {
            Account account = engine.vault.signIn("orders");
            User ana = new User("sub-orders", "orders");
            assertThat(engine.signIns.askedFor(account, ana)).isEmpty();
            engine.pass(Duration.ofSeconds(1));
            assertThat(engine.signIns.askedFor(account, ana)).containsExactly("openid");
            engine.vault.signIn("orders", null);
            engine.signIns.changed(account);
            engine.pass(Duration.ofMinutes(2));
            assertThat(engine.state()).isInstanceOf(SignInAgain.class);
            assertThat(engine.signIns.askedFor(account, ana)).containsExactly("openid");
        }
    }

    @Nested
    class The_surroundings {
        @Test
        void should_be_noticed_when_the_network_comes_back() {
            engine.vault.signIn("orders");
            engine.vault.outage = new Unreachable("It does not answer.", null);
            engine.addresses = Set.of();
            engine.pass(Duration.ofHours(4));
            int before = engine.vault.renewals.size();
            engine.vault.outage = null;
            engine.addresses = Set.of("198.51.100.7");
            engine.pass(Duration.ofSeconds(10));
            assertThat(engine.vault.renewals).hasSize(before + 1);
            assertThat(engine.state()).isInstanceOf(Fresh.class);
            assertThat(engine.signIns.journal()).extracting(JournalEntry::event).contains(Event.NETWORK);
        }

        @Test
        void should_be_noticed_when_a_networks_own_sign_in_page_lets_go() {
            engine.vault.signIn("orders");
            engine.vault.outage = Unreachable.intercepted("Something else answered.", null);
            engine.pass(Duration.ofHours(4));
            engine.vault.outage = null;
            engine.pass(Duration.ofMinutes(4));
            assertThat(engine.state()).isInstanceOf(Fresh.class);
        }

        @Test
        void should_be_noticed_when_the_computer_slept() {
            Account account = engine.vault.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.now = engine.now.plus(Duration.ofMinutes(50));
            engine.pass(Duration.ofMinutes(6));
            Token token = Objects.requireNonNull(engine.vault.token(account));
            assertThat(token.isValid(engine.now, token.margin())).isTrue();
            assertThat(engine.vault.renewals).hasSize(1);
            assertThat(engine.signIns.journal()).extracting(JournalEntry::event).contains(Event.WOKE);
        }

        @Test
        void should_be_noticed_when_somebody_sets_the_clock_back() {
            engine.vault.signIn("orders");
            engine.pass(Duration.ofSeconds(1));
            engine.now = engine.now.minus(Duration.ofHours(3));
            engine.pass(Duration.ofHours(1));
            assertThat(engine.vault.renewals).isNotEmpty();
        }
    }

    @Nested
    class A_keychain_that_does_not_keep {
        @Test
        void should_be_offered_the_sign_in_until_it_takes_it() {
            Account account = engine.vault.signIn("orders");
            engine.vault.takesNothing = new StoreUnavailable(Reason.LOCKED, "Locked.");
            engine.pass(Duration.ofHours(1));
            assertThat(engine.state()).isInstanceOf(KeychainLocked.class);
            engine.vault.takesNothing = null;
            engine.pass(Duration.ofMinutes(2));
            assertThat(engine.state()).isInstanceOf(Fresh.class);
            assertThat(Objects.requireNonNull(engine.vault.token(account)).accessToken())
                    .isEqualTo("kept");
        }
    }
}
