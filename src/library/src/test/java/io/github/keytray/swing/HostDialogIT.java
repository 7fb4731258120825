package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testing.Screen;
import java.awt.AWTEvent;
import java.awt.BorderLayout;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JDialog;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that closes its own modal dialog, or loses the question that it was given a place for. */
class HostDialogIT extends HostWindowTestBase {
    private final BrowserAttempt attempt = new BrowserAttempt();
    private JDialog busy = new JDialog();

    private void showBusy() throws Exception {
        busy = Edt.call(() -> new JDialog(host, "Connecting", true));
        SwingUtilities.invokeLater(() -> {
            busy.setBounds(300, 300, 200, 100);
            busy.setVisible(true);
        });
        screen.dialog("Connecting");
    }

    private void end(boolean disposes) throws Exception {
        SwingUtilities.invokeAndWait(disposes ? busy::dispose : () -> busy.setVisible(false));
    }

    private Browser.Handle open() throws Exception {
        return soon(inBackground(() -> new SignInDialog(host, page -> () -> {}).open(attempt)));
    }

    private static Dialog after(Screen screen, Dialog before, String title) {
        return screen.dialog("another " + title, dialog -> dialog != before && title.equals(dialog.getTitle()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_leave_the_sign_in_window_behind(boolean disposes) throws Exception {
        showBusy();
        Browser.Handle visit = open();
        Dialog lost = screen.dialog("Sign in");
        end(disposes);
        Dialog next = after(screen, lost, "Sign in");
        assertThat(next.getOwner()).isSameAs(host);
        assertThat(attempt.cancelled).isNotDone();
        CompletableFuture<Boolean> shownAgain = new CompletableFuture<>();
        SwingUtilities.invokeAndWait(() -> lost.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentShown(ComponentEvent event) {
                shownAgain.complete(true);
            }
        }));
        SwingUtilities.invokeLater(() -> busy.setVisible(true));
        Screen.await("the dialog again", () -> busy.isShowing() ? Optional.of(true) : Optional.empty());
        // AWT shows it again with its owner that was only hidden, and it goes at once. Not before may the owner end.
        if (!disposes) assertThat(soon(shownAgain)).isTrue();
        Screen.await("its end", () -> lost.isShowing() ? Optional.empty() : Optional.of(true));
        end(true);
        screen.click(after(screen, lost, "Sign in"), "Cancel");
        assertThat(soon(attempt.cancelled)).isTrue();
        visit.close();
        screen.empty();
    }

    @Test
    void should_leave_no_window_behind_that_was_not_shown_yet() throws Exception {
        showBusy();
        BrowserWindow window =
                soon(inBackground(() -> BrowserWindow.make(host, Messages.of(host), attempt, () -> {}, null)));
        Window lost = Screen.await(
                "the window",
                () -> Stream.of(busy.getOwnedWindows())
                        .filter(Window::isDisplayable)
                        .findFirst());
        end(false);
        SwingUtilities.invokeLater(window::show);
        Dialog next = after(screen, (Dialog) lost, "Sign in");
        assertThat(next.getOwner()).isSameAs(host);
        assertThat(lost.isDisplayable()).isFalse();
        SwingUtilities.invokeAndWait(window::close);
        screen.empty();
        end(true);
    }

    @Test
    void should_leave_no_question_behind_that_was_not_shown_yet() throws Exception {
        showBusy();
        HidingQueue queue = new HidingQueue();
        Toolkit.getDefaultToolkit().getSystemEventQueue().push(queue);
        CompletableFuture<SaveAnswer> answer = ask(prompt(null, Duration.ofMinutes(1)));
        Dialog next = after(screen, busy, "Stay signed in");
        assertThat(next.getOwner()).isSameAs(host);
        assertThat(busy.getOwnedWindows()).isNotEmpty().noneMatch(Window::isDisplayable);
        screen.click(next, "Stay signed in");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.YES);
        SwingUtilities.invokeAndWait(queue::leave);
        end(true);
    }

    @Test
    void should_end_the_attempt_with_its_own_window() throws Exception {
        Browser.Handle visit = open();
        screen.dialog("Sign in");
        SwingUtilities.invokeAndWait(host::dispose);
        assertThat(soon(attempt.cancelled)).isTrue();
        visit.close();
        screen.empty();
    }

    @Test
    void should_not_have_answered_the_question_by_closing_its_dialog() throws Exception {
        showBusy();
        CompletableFuture<SaveAnswer> answer = ask(prompt(null, Duration.ofMinutes(1)));
        Dialog lost = screen.dialog("Stay signed in");
        end(true);
        Dialog next = after(screen, lost, "Stay signed in");
        assertThat(answer).isNotDone();
        screen.click(next, "Stay signed in");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.YES);
    }

    @Test
    void should_be_asked_in_a_dialog_when_it_loses_the_panel() throws Exception {
        CompletableFuture<SaveAnswer> answer = ask(prompt(
                panel -> {
                    host.add(panel, BorderLayout.PAGE_END);
                    host.remove(panel);
                },
                Duration.ofMinutes(1)));
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.YES);
    }

    @Test
    void should_go_on_without_keeping_when_nobody_answers() throws Exception {
        assertThat(soon(ask(prompt(null, Duration.ofSeconds(1))))).isEqualTo(SaveAnswer.NO);
        screen.empty();
        Consumer<SavePanel> inside = panel -> {
            host.add(panel, BorderLayout.PAGE_END);
            host.validate();
        };
        assertThat(soon(ask(prompt(inside, Duration.ofSeconds(1))))).isEqualTo(SaveAnswer.NO);
    }

    /** Hides the host's dialog after the event in which it has come to own one of ours. */
    private final class HidingQueue extends EventQueue {
        @Override
        protected void dispatchEvent(AWTEvent event) {
            super.dispatchEvent(event);
            if (Stream.of(busy.getOwnedWindows()).anyMatch(Window::isDisplayable)) busy.setVisible(false);
        }

        void leave() {
            pop();
        }
    }

    private static CompletableFuture<SaveAnswer> ask(SavePrompt prompt) {
        return inBackground(() -> prompt.askToSave(ANA));
    }

    private SavePrompt prompt(@Nullable Consumer<SavePanel> place, Duration patience) {
        return new SavePrompt(host, ACCOUNT, "GNOME Keyring", place, InstantSource.system(), patience);
    }
}
