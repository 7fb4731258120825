package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.testing.Screen;
import java.awt.Component;
import java.awt.ComponentOrientation;
import java.awt.Dialog;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.UIDefaults;
import javax.swing.UIManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What our windows owe to the application that they are guests of. */
class HostMannersIT extends HostWindowTestBase {
    private CompletableFuture<SaveAnswer> ask(SavePrompt prompt) {
        return inBackground(() -> prompt.askToSave(ANA));
    }

    private SavePrompt prompt() {
        return new SavePrompt(host, ACCOUNT, "GNOME Keyring");
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialog.ModalityType.class,
            names = {"APPLICATION_MODAL", "DOCUMENT_MODAL", "TOOLKIT_MODAL"})
    void should_be_answered_while_the_host_has_a_modal_dialog_open(Dialog.ModalityType modality) throws Exception {
        JDialog modal = Edt.call(() -> new JDialog(host, "Print", modality));
        SwingUtilities.invokeLater(() -> {
            modal.setBounds(300, 300, 200, 100);
            modal.setVisible(true);
        });
        screen.dialog("Print");
        CompletableFuture<SaveAnswer> answer = ask(prompt());
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.YES);
        assertThat(modal.isShowing()).isTrue();
        SwingUtilities.invokeAndWait(modal::dispose);
    }

    @Test
    void should_do_without_an_owner() throws Exception {
        CompletableFuture<SaveAnswer> answer = ask(new SavePrompt(null, ACCOUNT, "GNOME Keyring"));
        screen.click(screen.dialog("Stay signed in"), "Not now");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.NO);
    }

    @Test
    void should_give_the_focus_back() throws Exception {
        JTextField field = Edt.call(() -> {
            JTextField created = new JTextField();
            host.setLayout(null);
            host.getContentPane().removeAll();
            created.setBounds(20, 20, 200, 30);
            host.add(created);
            host.add(new JButton("Other"));
            return created;
        });
        screen.click(field);
        CompletableFuture<SaveAnswer> answer = ask(prompt());
        screen.dialog("Stay signed in");
        screen.press(KeyEvent.VK_ESCAPE);
        soon(answer);
        Screen.await("the focus", () -> {
            Component owner =
                    KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
            return owner == field ? Optional.of(true) : Optional.empty();
        });
    }

    @Test
    void should_fit_into_a_window_without_a_layout() throws Exception {
        CompletableFuture<SaveAnswer> answer = Edt.call(() -> {
            SavePanel panel = new SavePanel(ACCOUNT, "GNOME Keyring", ANA);
            host.setLayout(null);
            panel.setBounds(10, 10, panel.getPreferredSize().width, panel.getPreferredSize().height);
            host.add(panel);
            host.validate();
            return panel.answer();
        });
        screen.click(host, "Don't ask again for this account");
        screen.click(host, "Not now");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.NEVER);
    }

    @Test
    void should_run_from_right_to_left_where_the_host_does() throws Exception {
        Edt.call(() -> {
            host.setLocale(Locale.forLanguageTag("ar"));
            return true;
        });
        CompletableFuture<SaveAnswer> answer = ask(prompt());
        Dialog dialog = screen.dialog();
        assertThat(Screen.all(dialog).filter(JTextArea.class::isInstance))
                .isNotEmpty()
                .allMatch(area -> area.getComponentOrientation() == ComponentOrientation.RIGHT_TO_LEFT);
        screen.press(KeyEvent.VK_ESCAPE);
        soon(answer);
    }

    @Test
    void should_leave_everything_of_the_hosts_as_it_was() throws Exception {
        List<Object> before = everything();
        CompletableFuture<SaveAnswer> answer = ask(prompt());
        screen.dialog("Stay signed in");
        screen.press(KeyEvent.VK_ESCAPE);
        soon(answer);
        assertThat(everything()).isEqualTo(before);
        assertThat(Stream.of(Package.getPackages()).map(Package::getName)).noneMatch(name -> name.contains("flatlaf"));
    }

    /** What a library could change for the whole process. */
    private static List<Object> everything() throws InterruptedException {
        return Edt.call(() -> {
            UIDefaults developers = UIManager.getDefaults();
            return List.of(
                    UIManager.getLookAndFeel().getClass(),
                    developers.size(),
                    Locale.getDefault(),
                    Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler()),
                    System.getProperties().clone(),
                    KeyboardFocusManager.getCurrentKeyboardFocusManager().getClass());
        });
    }
}
