package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.tray.setup.ConfiguredProvider;
import io.github.keytray.tray.setup.Policy;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.theme.Theme;
import java.awt.Dialog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JMenuItem;
import javax.swing.JPasswordField;
import javax.swing.JSplitPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window as a person at the keyboard meets it. */
@Needs(DesktopPart.DISPLAY)
class AccountsWindowIT {
    private final TrayFixture scene = TrayFixture.ofThree();
    private final DesktopFixture desktop = new DesktopFixture();
    private final Screen screen = new Screen();

    AccountsWindowIT() throws Exception {}

    @ExtendWith(EdtChecker.class)
    @Nested
    class By_keyboard {
        private TrayController tray;

        By_keyboard() throws Exception {
            tray = open(TrayFixture.setup());
        }

        private TrayController open(Setup setup) throws Exception {
            return TrayGallery.onEdt(() -> {
                Theme.install(Map.of());
                TrayController made = scene.tray(setup);
                made.open();
                return made;
            });
        }

        @AfterEach
        void close() throws Exception {
            SwingUtilities.invokeAndWait(tray::close);
        }

        private void await(String what, BooleanSupplier condition) {
            Screen.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
        }

        private void hasFocus() {
            await("the window", () -> tray.window().frame().isFocused());
        }

        @Test
        void should_refresh_and_sign_in_again() {
            hasFocus();
            desktop.press("Down", "F5");
            await("a refresh", () -> scene.signIns.asked.contains("refresh ana.lima@acme.example"));
            desktop.press("Down", "Return");
            await("another", () -> scene.signIns.asked.contains("refresh ana@example.org"));
            scene.signIns.ends(TrayFixture.ANA_AGAIN);
            desktop.press("Home", "Return");
            await("the browser", () -> scene.asked.contains("sign in ana.lima@acme.example"));
        }

        @Test
        void should_ask_before_it_signs_out() {
            hasFocus();
            desktop.press("End", "Delete");
            screen.dialog("Sign out");
            desktop.press("Escape");
            screen.empty();
            desktop.press("Delete");
            Dialog dialog = screen.dialog("Sign out");
            screen.click(dialog, "Sign out");
            await("a sign-out", () -> scene.signIns.asked.contains("signOut ana@example.org"));
            assertThat(scene.signIns.all()).hasSize(2);
            desktop.press("Delete");
            Dialog again = screen.dialog("Sign out");
            screen.click(Screen.find(again, JCheckBox.class, box -> true));
            screen.click(again, "Sign out");
            await("one in the browser", () -> scene.asked.contains("sign out in browser ana.lima@acme.example"));
        }

        @Test
        void should_find_by_any_word_and_close_by_escape() {
            hasFocus();
            assertThat(tray.isWindowOpen()).isTrue();
            desktop.press("ctrl+f", "p", "h", "o", "t", "o", "Down", "F5");
            await("a refresh", () -> scene.signIns.asked.contains("refresh ana@example.org"));
            assertThat(scene.signIns.asked).hasSize(1);
            desktop.press("Escape");
            await("no window", () -> !tray.window().frame().isShowing());
            assertThat(tray.isWindowOpen()).isFalse();
        }

        @Test
        void should_look_a_provider_up_while_it_is_typed() throws Exception {
            try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
                hasFocus();
                desktop.press("ctrl+n");
                Dialog dialog = screen.dialog("Sign in");
                type("http://127.0.0.1:1");
                sees(dialog, "cannot be reached");
                desktop.press("ctrl+a");
                type(provider.issuer());
                sees(dialog, "This is a provider. You can");
                desktop.press("Tab");
                type("desk");
                desktop.press("Return");
                await("the browser", () -> scene.asked.contains("sign in " + provider.issuer() + " desk"));
            }
        }

        @Test
        void should_ask_for_the_client_secret_where_even_applications_have_one() throws Exception {
            SwingUtilities.invokeAndWait(tray::close);
            tray = open(TrayFixture.offline());
            hasFocus();
            desktop.press("ctrl+n");
            Dialog dialog = screen.dialog("Sign in");
            desktop.press("shift+Tab", "g");
            JPasswordField secret = Screen.find(dialog, JPasswordField.class, field -> true);
            JComboBox<?> choice = Screen.find(dialog, JComboBox.class, box -> true);
            SwingUtilities.invokeAndWait(() -> choice.setSelectedItem("Keycloak"));
            await("no secret", () -> !secret.isShowing());
            SwingUtilities.invokeAndWait(() -> choice.setSelectedItem("Google"));
            await("a secret", secret::isShowing);
            desktop.press("Tab", "Tab");
            type("desk");
            desktop.press("alt+s");
            type("hush");
            desktop.press("Return");
            await("the browser", () -> scene.asked.contains("sign in https://accounts.google.com desk with hush"));
        }

        @Test
        void should_move_sign_ins_to_the_keychain_of_this_desktop_where_that_is_offered() {
            hasFocus();
            tray.offer(new MoveOffer("GNOME Keyring", "KWallet", () -> {
                scene.asked.add("moved");
                return 3;
            }));
            JMenuItem item = Screen.await(
                    "the offer",
                    () -> Screen.all(tray.window().menu().getMenu(0).getPopupMenu())
                            .filter(JMenuItem.class::isInstance)
                            .map(JMenuItem.class::cast)
                            .filter(one -> one.isVisible() && one.getText().equals("Move sign-ins to KWallet…"))
                            .findFirst());
            SwingUtilities.invokeLater(item::doClick);
            Dialog question = screen.dialog("Move sign-ins");
            sees(question, "Each sign-in is read back from KWallet before it is deleted in GNOME Keyring.");
            assertThat(scene.asked).isEmpty();
            JButton move = Screen.find(
                    question, JButton.class, button -> button.getText().equals("Move"));
            SwingUtilities.invokeLater(move::doClick);
            await("the move", () -> scene.asked.contains("moved"));
            await("its end", () -> !item.isVisible());
            sees(screen.dialog("Move sign-ins"), "All sign-ins are kept in KWallet now");
        }

        @Test
        void should_tell_who_else_is_sent_codes_and_tokens() {
            try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
                provider.misbehave(answer -> answer.json()
                        .computeIfPresent(
                                "token_endpoint", (name, uri) -> uri.toString().replace("127.0.0.1", "localhost")));
                hasFocus();
                desktop.press("ctrl+n");
                Dialog dialog = screen.dialog("Sign in");
                type(provider.issuer());
                sees(dialog, "Codes and tokens also go to localhost. That is allowed");
                JTextArea text = Screen.find(dialog, JTextArea.class, area -> true);
                await("room for it", () -> text.getHeight() >= text.getPreferredSize().height);
            }
        }

        @Test
        void should_offer_only_what_administrators_allow() throws Exception {
            SwingUtilities.invokeAndWait(tray::close);
            ConfiguredProvider acme =
                    new ConfiguredProvider("Acme", TrayFixture.ACME, Client.of("desk"), null, Network.system());
            tray = open(new Setup(List.of(acme), new Policy(true, false, null), Network.system(), List.of()));
            hasFocus();
            await("start at login", scene::isOn);
            desktop.press("ctrl+n");
            Dialog dialog = screen.dialog("Sign in");
            assertThat(Screen.find(dialog, JTextField.class, field -> true).isEditable())
                    .isFalse();
            desktop.press("Return");
            await("the browser", () -> scene.asked.contains("sign in " + TrayFixture.ACME + " desk"));
        }

        @Test
        void should_offer_nothing_where_administrators_have_set_nothing_up() throws Exception {
            SwingUtilities.invokeAndWait(tray::close);
            tray = open(new Setup(List.of(), new Policy(null, false, null), Network.system(), List.of()));
            hasFocus();
            desktop.press("ctrl+n");
            Dialog dialog = screen.dialog("Sign in");
            sees(dialog, "have set up no provider yet");
            type("https://login.acme.example");
            assertThat(Screen.find(dialog, JTextField.class, field -> true).getText())
                    .isEmpty();
        }

        @Test
        void should_keep_both_its_halves_when_everybody_has_signed_out_and_somebody_signs_in() throws Exception {
            hasFocus();
            JSplitPane split = Screen.find(tray.window().frame(), JSplitPane.class, pane -> true);
            int before = split.getDividerLocation();
            for (StoredSignIn one : scene.signIns.all()) scene.signIns.signOut(one);
            await("no list", () -> !split.isShowing());
            scene.signIns.with(TrayFixture.PRIVATE);
            scene.signIns.tell();
            await("the list", split::isShowing);
            assertThat(TrayGallery.onEdt(() -> {
                        split.validate();
                        return split.getDividerLocation();
                    }))
                    .isEqualTo(before);
        }

        private void type(String text) {
            DesktopFixture.run("xdotool", "type", text);
        }

        private void sees(Dialog dialog, String text) {
            Screen.find(dialog, JTextArea.class, area -> area.getText().contains(text));
        }
    }

    /** Some desktops make nothing but fonts larger on a dense screen. */
    @ParameterizedTest
    @CsvSource({"light, 2, en", "dark, 1.5, de"})
    void should_show_every_word_in_large_fonts(String look, String factor, String language) throws Exception {
        showsEveryWord(look, "font-" + factor, language, "-Dflatlaf.uiScale=" + factor);
    }

    @ParameterizedTest
    @CsvSource({
        "light, 1, en",
        "light, 1.5, en",
        "light, 2, en",
        "dark, 1, en",
        "dark, 2, en",
        "light, 1, de",
        "dark, 2, ja",
        "light, 1, fr",
        "light, 1, ar"
    })
    void should_show_every_word(String look, String scale, String language) throws Exception {
        showsEveryWord(look, scale + "x", language, "-Dsun.java2d.uiScale=" + scale);
    }

    private static void showsEveryWord(String look, String name, String language, String option) throws Exception {
        List<String> command = new ArrayList<>(Programs.java(
                TrayGallery.class,
                look,
                DesktopFixture.SHOTS.resolve(look + "-" + name + "-" + language).toString(),
                language));
        command.add(1, option);
        Programs.Ended ended = Programs.run(Duration.ofSeconds(90), command);
        assertThat(ended.err()).doesNotContain("Exception");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exit()).isZero();
    }
}
