package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.preauth.Freshness;
import io.github.keytray.preauth.Freshness.Fresh;
import io.github.keytray.preauth.Freshness.KeychainLocked;
import io.github.keytray.preauth.Freshness.Lapsed;
import io.github.keytray.preauth.Freshness.Offline;
import io.github.keytray.preauth.Freshness.Paused;
import io.github.keytray.preauth.Freshness.Refused;
import io.github.keytray.preauth.Freshness.Renewing;
import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.KeptSignIn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final Instant NOW = Scene.NOW;

    private final Words words = Scene.words();

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(new Fresh(NOW.plusSeconds(1500)), "fresh until 14:05"),
                Arguments.of(new Fresh(NOW.plusSeconds(86_400)), "fresh until Wed 13:40"),
                Arguments.of(new Fresh(NOW.plusSeconds(30 * 86_400)), "fresh until 24 Dec 2026, 13:40"),
                Arguments.of(new Fresh(null), "fresh"),
                Arguments.of(new Offline(NOW.minusSeconds(16_080), NOW, "why"), "offline since 09:12"),
                Arguments.of(new Refused(NOW, NOW, "why"), "refused since 13:40"),
                Arguments.of(new SignInAgain(NOW, "why"), "sign in again"),
                Arguments.of(new KeychainLocked(NOW, "why"), "keychain locked"),
                Arguments.of(new Renewing(), "being renewed"),
                Arguments.of(new Lapsed(NOW), "renewed when it is next used"),
                Arguments.of(new Paused(), "paused"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void should_say_each_state(Freshness freshness, String expected) {
        assertThat(words.state(freshness)).isEqualTo(expected);
        assertThat(words.explanation(new KeptSignIn(Scene.ANA.entry(), freshness)))
                .isNotBlank()
                .doesNotContain("{");
    }

    @Test
    void should_call_an_application_by_its_name_where_it_has_one() {
        assertThat(words.application(Scene.ANA)).isEqualTo("Acme Orders");
        assertThat(words.application(Scene.PRIVATE)).isEqualTo("photo-desk");
    }

    @Nested
    class The_headline {
        private String of(KeptSignIn... signIns) {
            return words.headline(new Overview(List.of(signIns), null, false));
        }

        @Test
        void should_be_the_worst_there_is_to_say() {
            assertThat(of()).isEqualTo("Keytray: nobody is signed in");
            assertThat(of(Scene.ANA)).isEqualTo("Keytray: 1 sign-in is fresh");
            assertThat(of(Scene.ANA, Scene.PRIVATE)).isEqualTo("Keytray: 2 sign-ins are fresh");
            assertThat(of(Scene.PRIVATE, Scene.STOCK)).isEqualTo("Keytray: ana.lima@acme.example: offline since 09:10");
            assertThat(of(Scene.STOCK, Scene.ANA_AGAIN, Scene.PRIVATE))
                    .isEqualTo("Keytray: ana.lima@acme.example: sign in again");
            assertThat(of(Scene.ANA_AGAIN, Scene.ANA_AGAIN)).isEqualTo("Keytray: 2 sign-ins: sign in again");
        }

        @Test
        void should_be_about_all_of_them_when_all_are_held_up() {
            assertThat(words.headline(new Overview(List.of(Scene.ANA), "locked", false)))
                    .isEqualTo("Keytray: the keychain cannot be read");
            assertThat(words.headline(new Overview(List.of(Scene.ANA), null, true)))
                    .isEqualTo("Keytray: paused");
        }
    }

    @Nested
    class The_icon {
        private TrayState of(KeptSignIn... signIns) {
            return new Overview(List.of(signIns), null, false).state();
        }

        @Test
        void should_say_the_same() {
            assertThat(of()).isEqualTo(TrayState.READY);
            assertThat(of(Scene.ANA)).isEqualTo(TrayState.READY);
            assertThat(of(Scene.ANA, Scene.STOCK)).isEqualTo(TrayState.OFFLINE);
            assertThat(of(Scene.STOCK, Scene.ANA_AGAIN)).isEqualTo(TrayState.ATTENTION);
            assertThat(new Overview(List.of(), "locked", false).state()).isEqualTo(TrayState.ATTENTION);
            assertThat(new Overview(List.of(Scene.ANA), null, true).state()).isEqualTo(TrayState.PAUSED);
        }

        @Test
        void should_have_a_picture_that_fits_and_is_not_scaled() {
            for (TrayState state : TrayState.values()) {
                assertThat(Pictures.ofTray(state, false, 24).getWidth()).isEqualTo(24);
                assertThat(Pictures.ofTray(state, true, 23).getWidth()).isEqualTo(22);
                assertThat(Pictures.ofTray(state, true, 200).getWidth()).isEqualTo(48);
                assertThat(Pictures.ofTray(state, false, 8).getWidth()).isEqualTo(16);
            }
        }
    }
}
