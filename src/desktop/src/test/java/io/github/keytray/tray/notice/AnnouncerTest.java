package io.github.keytray.tray.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Paused;
import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.FakeSignIns;
import io.github.keytray.tray.TrayFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final FakeSignIns signIns = new FakeSignIns().with(TrayFixture.ANA).with(TrayFixture.STOCK);
    private final List<String> notices = new ArrayList<>();
    private Announcer announcer;

    @BeforeEach
    void listen() {
        Notifier notifier = new Notifier() {
            @Override
            public void show(String title, String text, String action, Runnable work) {
                notices.add(title + " | " + text + " | " + action);
            }

            @Override
            public void withdraw(String title) {
                notices.removeIf(notice -> notice.startsWith(title + " | "));
            }

            @Override
            public boolean isShown(String title) {
                return notices.stream().anyMatch(notice -> notice.startsWith(title + " | "));
            }
        };
        announcer = new Announcer(signIns, TrayFixture.words(), notifier, () -> {}, signIn -> {});
        signIns.addListener(announcer);
    }

    @Test
    void should_be_quiet_while_nothing_is_needed_of_the_person() {
        signIns.tell();
        assertThat(notices).isEmpty();
    }

    @Test
    void should_say_who_has_to_sign_in_again_and_for_what() {
        signIns.ends(TrayFixture.ANA_AGAIN);
        assertThat(notices)
                .containsExactly(
                        "Sign in again | ana.lima@acme.example has to sign in again, for Acme Orders. | Sign in");
    }

    @Test
    void should_say_how_many_where_several_have_ended() {
        signIns.ends(TrayFixture.ANA_AGAIN);
        signIns.ends(FakeSignIns.kept(
                TrayFixture.ACME,
                "stock-terminal",
                "ana.lima@acme.example",
                new SignInRequired(TrayFixture.NOW, "why")));
        assertThat(notices).hasSize(2).last().isEqualTo("Sign in again | 2 sign-ins have ended. | Open Keytray");
    }

    @Test
    void should_be_withdrawn_when_no_sign_in_needs_the_person_any_more() {
        signIns.ends(TrayFixture.ANA_AGAIN);
        signIns.tell();
        assertThat(notices).hasSize(1);
        signIns.with(TrayFixture.ANA);
        signIns.tell();
        assertThat(notices).isEmpty();
    }

    /** Where it is refused again, that is not told again. */
    @Test
    void should_stay_while_a_sign_in_is_tried_once_more() {
        signIns.ends(TrayFixture.ANA_AGAIN);
        signIns.with(ana(new Refreshing()));
        signIns.tell();
        assertThat(notices).hasSize(1);
    }

    private static StoredSignIn ana(SignInState state) {
        return FakeSignIns.kept(
                TrayFixture.ANA_AGAIN.account().issuer(),
                TrayFixture.ANA_AGAIN.account().clientId(),
                TrayFixture.ANA_AGAIN.user().username(),
                state);
    }

    /** That sign-ins ended is nothing new to this tray: {@code signInNeeded} is not called. */
    @Nested
    class In_the_place_of_a_tray_whose_notice_was_there {
        @Test
        void should_be_shown_once_more_when_each_state_is_known() {
            signIns.with(ana(new Refreshing()));
            announcer.remind();
            signIns.tell();
            assertThat(notices).isEmpty();
            assertThat(announcer.isOpen()).as("of one that ends already").isTrue();
            signIns.with(TrayFixture.ANA_AGAIN);
            signIns.tell();
            signIns.tell();
            assertThat(notices)
                    .containsExactly(
                            "Sign in again | ana.lima@acme.example has to sign in again, for Acme Orders. | Sign in");
        }

        @Test
        void should_wait_while_nothing_is_looked_at() {
            signIns.with(ana(new Paused()));
            announcer.remind();
            signIns.with(ana(new KeychainLocked(TrayFixture.NOW, "locked")));
            signIns.tell();
            signIns.with(TrayFixture.ANA_AGAIN);
            signIns.tell();
            assertThat(notices).hasSize(1);
        }

        @Test
        void should_not_be_shown_where_the_person_has_signed_in_meanwhile() {
            announcer.remind();
            signIns.with(TrayFixture.ANA_AGAIN);
            signIns.tell();
            assertThat(notices).isEmpty();
            assertThat(announcer.isOpen()).isFalse();
        }

        @Test
        void should_not_be_shown_twice_where_another_ends_at_that_moment() {
            signIns.with(ana(new Refreshing()));
            announcer.remind();
            signIns.ends(TrayFixture.ANA_AGAIN);
            assertThat(notices).hasSize(1);
            assertThat(announcer.isOpen()).isTrue();
        }
    }
}
