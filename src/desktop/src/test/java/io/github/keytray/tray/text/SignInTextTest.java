package io.github.keytray.tray.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.SignInState.Expired;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.Paused;
import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.Refused;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.TrayFixture;
import io.github.keytray.tray.theme.TrayPictures;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignInTextTest {
    private static final Instant NOW = TrayFixture.NOW;

    private final SignInText words = TrayFixture.words();

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(new Valid(NOW.plusSeconds(1500)), "fresh until 14:05"),
                Arguments.of(new Valid(NOW.plusSeconds(86_400)), "fresh until Wed 13:40"),
                Arguments.of(new Valid(NOW.plusSeconds(30 * 86_400)), "fresh until 24 Dec 2026, 13:40"),
                Arguments.of(new Valid(NOW.plusSeconds(1500), false), "fresh until 14:05, then sign in again"),
                Arguments.of(new Valid(null), "fresh"),
                Arguments.of(new Offline(NOW.minusSeconds(16_080), NOW, "why"), "offline since 09:12"),
                Arguments.of(new Refused(NOW, NOW, "why"), "refused since 13:40"),
                Arguments.of(new SignInRequired(NOW, "why"), "sign in again"),
                Arguments.of(new KeychainLocked(NOW, "why"), "keychain locked"),
                Arguments.of(new Refreshing(), "being renewed"),
                Arguments.of(new Expired(NOW), "renewed when it is next used"),
                Arguments.of(new Paused(), "paused"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void should_say_each_state(SignInState state, String expected) {
        assertThat(words.state(state)).isEqualTo(expected);
        assertThat(words.explanation(new StoredSignIn(TrayFixture.ANA.entry(), state)))
                .isNotBlank()
                .doesNotContain("{");
    }

    @Test
    void should_call_an_application_by_its_name_where_it_has_one() {
        assertThat(words.application(TrayFixture.ANA)).isEqualTo("Acme Orders");
        assertThat(words.application(TrayFixture.PRIVATE)).isEqualTo("photo-desk");
    }

    @Nested
    class The_headline {
        private String of(StoredSignIn... signIns) {
            return words.headline(new Overview(List.of(signIns), null, false));
        }

        @Test
        void should_be_the_worst_there_is_to_say() {
            assertThat(of()).isEqualTo("Keytray: nobody is signed in");
            assertThat(of(TrayFixture.ANA)).isEqualTo("Keytray: 1 sign-in is fresh");
            assertThat(of(TrayFixture.ANA, TrayFixture.PRIVATE)).isEqualTo("Keytray: 2 sign-ins are fresh");
            assertThat(of(TrayFixture.PRIVATE, TrayFixture.STOCK))
                    .isEqualTo("Keytray: ana.lima@acme.example: offline since 09:10");
            assertThat(of(TrayFixture.STOCK, TrayFixture.ANA_AGAIN, TrayFixture.PRIVATE))
                    .isEqualTo("Keytray: ana.lima@acme.example: sign in again");
            assertThat(of(TrayFixture.ANA_AGAIN, TrayFixture.ANA_AGAIN))
                    .isEqualTo("Keytray: 2 sign-ins: sign in again");
        }

        @Test
        void should_be_about_all_of_them_when_all_are_held_up() {
            assertThat(words.headline(new Overview(List.of(TrayFixture.ANA), "locked", false)))
                    .isEqualTo("Keytray: the keychain cannot be read");
            assertThat(words.headline(new Overview(List.of(TrayFixture.ANA), null, true)))
                    .isEqualTo("Keytray: paused");
        }
    }

    @Nested
    class The_icon {
        private TrayState of(StoredSignIn... signIns) {
            return new Overview(List.of(signIns), null, false).state();
        }

        @Test
        void should_say_the_same() {
            assertThat(of()).isEqualTo(TrayState.READY);
            assertThat(of(TrayFixture.ANA)).isEqualTo(TrayState.READY);
            assertThat(of(TrayFixture.ANA, TrayFixture.STOCK)).isEqualTo(TrayState.OFFLINE);
            assertThat(of(TrayFixture.STOCK, TrayFixture.ANA_AGAIN)).isEqualTo(TrayState.ATTENTION);
            assertThat(new Overview(List.of(), "locked", false).state()).isEqualTo(TrayState.ATTENTION);
            assertThat(new Overview(List.of(TrayFixture.ANA), null, true).state())
                    .isEqualTo(TrayState.PAUSED);
        }

        @Test
        void should_have_a_picture_that_fits_and_is_not_scaled() {
            for (TrayState state : TrayState.values()) {
                assertThat(TrayPictures.ofTray(state, false, 24).getWidth()).isEqualTo(24);
                assertThat(TrayPictures.ofTray(state, true, 23).getWidth()).isEqualTo(22);
                assertThat(TrayPictures.ofTray(state, true, 200).getWidth()).isEqualTo(48);
                assertThat(TrayPictures.ofTray(state, false, 8).getWidth()).isEqualTo(16);
            }
        }
    }
}
