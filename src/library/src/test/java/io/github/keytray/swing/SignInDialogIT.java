package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;

/** The sign-in dialog, with real clicks and keys. */
class SignInDialogIT extends HostWindowTestBase {
    private final AtomicInteger opened = new AtomicInteger();
    private final BrowserAttempt attempt = new BrowserAttempt();

    private Browser.Handle open(Browser browser) throws Exception {
        return soon(inBackground(() -> new SignInDialog(host, browser).open(attempt)));
    }

    private Browser.Handle open() throws Exception {
        return open(page -> {
            opened.incrementAndGet();
            return () -> {};
        });
    }

    @Test
    void should_say_what_to_do_and_how_long_there_is() throws Exception {
        Browser.Handle visit = open();
        Dialog dialog = screen.dialog("Sign in");
        says(dialog, "Continue in your browser");
        Screen.find(
                dialog, JLabel.class, label -> String.valueOf(label.getText()).matches("4:3\\d left"));
        assertThat(Screen.find(dialog, JProgressBar.class, bar -> true)
                        .getAccessibleContext()
                        .getAccessibleName())
                .isEqualTo("Time left to sign in");
        visit.close();
        screen.empty();
    }

    @Test
    void should_cancel_by_click() throws Exception {
        Browser.Handle visit = open();
        screen.click(screen.dialog("Sign in"), "Cancel");
        assertThat(soon(attempt.cancelled)).isTrue();
        visit.close();
        screen.empty();
    }

    @Test
    void should_cancel_by_escape() throws Exception {
        Browser.Handle visit = open();
        screen.dialog("Sign in");
        screen.press(KeyEvent.VK_ESCAPE);
        assertThat(soon(attempt.cancelled)).isTrue();
        visit.close();
        screen.empty();
    }

    @Test
    void should_open_the_page_again_and_copy_its_link() throws Exception {
        Browser.Handle visit = open();
        Dialog dialog = screen.dialog("Sign in");
        screen.click(dialog, "Open again");
        Screen.await("second page", () -> opened.get() == 2 ? Optional.of(true) : Optional.empty());
        screen.press(KeyEvent.VK_ALT, KeyEvent.VK_L);
        Screen.find(dialog, JButton.class, button -> "Copied".equals(button.getText()));
        assertThat(Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .isEqualTo(attempt.uri().toString());
        visit.close();
        screen.empty();
    }

    @Test
    void should_show_the_link_where_no_browser_opens() throws Exception {
        Browser.Handle visit = open(page -> {
            throw new GrantException.Unreachable("No browser could be opened.", null);
        });
        Dialog dialog = screen.dialog("Sign in");
        JTextField link = Screen.find(dialog, JTextField.class, field -> true);
        assertThat(link.getText()).isEqualTo(attempt.uri().toString());
        assertThat(Edt.call(link::getSelectedText)).isEqualTo(link.getText());
        assertThat(Edt.call(link::getCaretPosition)).as("its beginning is seen").isZero();
        visit.close();
        screen.empty();
    }
}
