package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The save prompt, with real clicks and keys. */
class SavePromptIT extends HostWindowTestBase {
    private CompletableFuture<Boolean> ask() {
        return inBackground(() -> new SavePrompt(host, ACCOUNT, "GNOME Keyring").shouldWeSave(ANA));
    }

    @Test
    void should_take_a_click_on_either_button() throws Exception {
        CompletableFuture<Boolean> yes = ask();
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(yes)).isTrue();
        CompletableFuture<Boolean> no = ask();
        screen.click(screen.dialog("Stay signed in"), "Not now");
        assertThat(soon(no)).isFalse();
    }

    @Test
    void should_take_enter_for_yes_and_escape_for_no() throws Exception {
        CompletableFuture<Boolean> yes = ask();
        screen.dialog("Stay signed in");
        screen.press(KeyEvent.VK_ENTER);
        assertThat(soon(yes)).isTrue();
        CompletableFuture<Boolean> no = ask();
        screen.dialog("Stay signed in");
        screen.press(KeyEvent.VK_ESCAPE);
        assertThat(soon(no)).isFalse();
    }

    @Test
    void should_take_closing_for_no() throws Exception {
        CompletableFuture<Boolean> no = ask();
        Dialog dialog = screen.dialog("Stay signed in");
        SwingUtilities.invokeLater(() -> dialog.dispatchEvent(new WindowEvent(dialog, WindowEvent.WINDOW_CLOSING)));
        assertThat(soon(no)).isFalse();
    }

    @Test
    void should_say_who_where_and_in_what() throws Exception {
        CompletableFuture<Boolean> answer = ask();
        Dialog dialog = screen.dialog("Stay signed in");
        assertThat(dialog.getModalityType()).isEqualTo(Dialog.ModalityType.DOCUMENT_MODAL);
        assertThat(dialog.getOwner()).isSameAs(host);
        says(dialog, "Stay signed in as ana?");
        says(dialog, "Signed in at login.acme.example.");
        says(dialog, "Kept in GNOME Keyring until you sign out.");
        screen.press(KeyEvent.VK_ESCAPE);
        soon(answer);
    }

    @Test
    void should_say_until_when_where_the_provider_does_not_renew_it() throws Exception {
        Instant now = Instant.now();
        StoredUser ana = Scenes.unrenewed(now);
        CompletableFuture<Boolean> answer =
                inBackground(() -> new SavePrompt(host, ACCOUNT, "GNOME Keyring").shouldWeSave(ana));
        Dialog dialog = screen.dialog("Stay signed in");
        String end = Messages.of(host).time(now.plus(Duration.ofHours(8)), now);
        says(dialog, "Kept in GNOME Keyring until " + end + "; this provider does not renew it.");
        screen.press(KeyEvent.VK_ESCAPE);
        soon(answer);
    }

    @Test
    void should_go_away_when_nobody_waits_for_the_answer() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                new SavePrompt(host, ACCOUNT, "GNOME Keyring").shouldWeSave(ANA);
            } catch (InterruptedException e) {
                ended.complete(e);
            }
        });
        asking.start();
        screen.dialog("Stay signed in");
        asking.interrupt();
        assertThat(soon(ended)).isInstanceOf(InterruptedException.class);
        screen.empty();
    }

    @Test
    void should_be_one_call_on_the_dispatch_thread() throws Exception {
        CompletableFuture<SaveAnswer> answer = new CompletableFuture<>();
        SwingUtilities.invokeLater(
                () -> answer.complete(SavePrompt.showConfirmDialog(host, ACCOUNT, "GNOME Keyring", ANA)));
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(answer)).isEqualTo(SaveAnswer.YES);
    }

    @Test
    void should_not_be_waited_for_on_the_dispatch_thread() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        SwingUtilities.invokeLater(() -> {
            try {
                new SavePrompt(host, ACCOUNT, "GNOME Keyring").shouldWeSave(ANA);
            } catch (IllegalStateException | InterruptedException e) {
                refusal.complete(e);
            }
        });
        assertThat(soon(refusal)).hasMessageContaining("event dispatch thread");
    }

    @Test
    void should_ask_and_tell_when_there_is_no_keychain() throws Exception {
        StoreUnavailable absent = new StoreUnavailable(StoreUnavailable.Reason.ABSENT, "There is no keychain.");
        CompletableFuture<Boolean> goOn =
                inBackground(() -> new SavePrompt(host, ACCOUNT, "x").shouldWeSignInUnsaved(absent));
        screen.click(screen.dialog("Sign in"), "Sign in");
        assertThat(soon(goOn)).isTrue();
        CompletableFuture<Boolean> told = inBackground(() -> {
            new SavePrompt(host, ACCOUNT, "x").couldNotSave(ANA, absent);
            return true;
        });
        screen.click(screen.dialog("Signed in"), "OK");
        assertThat(soon(told)).isTrue();
    }

    @Test
    void should_not_ask_again_when_the_person_does_not_want_it() throws Exception {
        CompletableFuture<SaveAnswer> never = inBackground(() -> prompt().askToSave(ANA));
        Dialog dialog = screen.dialog("Stay signed in");
        screen.click(dialog, "Don't ask again for this account");
        screen.click(dialog, "Not now");
        assertThat(soon(never)).isEqualTo(SaveAnswer.NEVER);
    }

    @Test
    void should_be_asked_in_a_window_of_the_hosts_own() throws Exception {
        SavePrompt inside = new SavePrompt(
                host,
                ACCOUNT,
                "GNOME Keyring",
                panel -> {
                    host.add(panel);
                    host.revalidate();
                },
                InstantSource.system());
        CompletableFuture<SaveAnswer> yes = inBackground(() -> inside.askToSave(ANA));
        screen.click(host, "Stay signed in");
        assertThat(soon(yes)).isEqualTo(SaveAnswer.YES);
        Screen.await(
                "the host as it was",
                () -> Screen.all(host).anyMatch(SavePanel.class::isInstance) ? Optional.empty() : Optional.of(true));
    }

    private SavePrompt prompt() {
        return new SavePrompt(host, ACCOUNT, "GNOME Keyring");
    }

    @Nested
    class Another_application_signing_in {
        private final AtomicBoolean ended = new AtomicBoolean();

        private CompletableFuture<Object> await() {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return new SavePrompt(host, ACCOUNT, "x").awaitOther(patience -> ended.get());
                } catch (GrantException | InterruptedException e) {
                    return e;
                }
            });
        }

        @Test
        void should_be_waited_for_until_it_ends() throws Exception {
            CompletableFuture<Object> wait = await();
            Dialog dialog = screen.dialog("Sign in");
            says(dialog, "Another application is signing in");
            ended.set(true);
            assertThat(soon(wait)).isEqualTo(true);
            screen.empty();
        }

        @Test
        void should_not_be_waited_for_when_the_person_signs_in_here() throws Exception {
            CompletableFuture<Object> wait = await();
            screen.click(screen.dialog("Sign in"), "Sign in here");
            assertThat(soon(wait)).isEqualTo(false);
        }

        @Test
        void should_be_cancelled_by_escape() throws Exception {
            CompletableFuture<Object> wait = await();
            screen.dialog("Sign in");
            screen.press(KeyEvent.VK_ESCAPE);
            assertThat(soon(wait)).isInstanceOf(GrantException.Cancelled.class);
        }

        @Test
        void should_be_followed_by_the_question_whether_to_sign_in_here() throws Exception {
            CompletableFuture<Boolean> here =
                    inBackground(() -> new SavePrompt(host, ACCOUNT, "x").shouldWeSignInHere());
            screen.click(screen.dialog("Sign in"), "Sign in here");
            assertThat(soon(here)).isTrue();
        }
    }

    @Nested
    class The_same_account_again {
        private CompletableFuture<Boolean> ask() {
            return inBackground(() -> prompt().shouldWeTryAnotherAccount(ANA));
        }

        @Test
        void should_be_said_with_what_helps() throws Exception {
            CompletableFuture<Boolean> again = ask();
            Dialog dialog = screen.dialog("Same account");
            says(dialog, "login.acme.example signed in ana again");
            screen.click(dialog, "Try again");
            assertThat(soon(again)).isTrue();
        }

        @Test
        void should_be_left_so_by_escape() throws Exception {
            CompletableFuture<Boolean> again = ask();
            screen.dialog("Same account");
            screen.press(KeyEvent.VK_ESCAPE);
            assertThat(soon(again)).isFalse();
        }
    }
}
