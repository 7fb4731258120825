package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import io.github.keytray.provider.EmbeddedProvider;
import io.github.keytray.provider.Endpoint;
import io.github.keytray.provider.Misbehaviour;
import io.github.keytray.provider.StandInUser;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Part;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The windows a person meets, with real clicks and keys. */
@Needs(Part.DISPLAY)
@ExtendWith(EdtChecker.class)
class WindowsIT {
    private static final StoredUser ANA = new StoredUser(
            new User("1", "ana"), new Token("a", "Bearer", null, null, Set.of(), Set.of(), Instant.EPOCH, null));
    private static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");

    private Screen screen;
    private JFrame host;

    @BeforeEach
    void showHost() throws Exception {
        screen = new Screen();
        host = Edt.call(() -> {
            JFrame frame = new JFrame("Host");
            frame.add(new JLabel("A host application"));
            frame.setBounds(200, 200, 700, 500);
            frame.setVisible(true);
            return frame;
        });
    }

    @AfterEach
    void disposeHost() throws Exception {
        SwingUtilities.invokeAndWait(host::dispose);
    }

    private interface Blocking<T> {
        T call() throws GrantException, InterruptedException;
    }

    private static <T> CompletableFuture<T> inBackground(Blocking<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (GrantException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Nested
    class Save_prompt {
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
            Screen.find(dialog, JLabel.class, label -> "Stay signed in as ana?".equals(label.getText()));
            assertThat(Screen.find(dialog, JTextArea.class, area -> true).getText())
                    .contains("login.acme.example", "GNOME Keyring");
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
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            SwingUtilities.invokeLater(
                    () -> answer.complete(SavePrompt.showConfirmDialog(host, ACCOUNT, "GNOME Keyring", ANA)));
            screen.click(screen.dialog("Stay signed in"), "Stay signed in");
            assertThat(soon(answer)).isTrue();
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
            Screen.find(dialog, JLabel.class, label -> "Another application is signing in".equals(label.getText()));
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
    class Sign_in_dialog {
        private final AtomicInteger opened = new AtomicInteger();
        private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        private final Authorization attempt = new Authorization() {
            @Override
            public URI uri() {
                return URI.create("https://login.acme.example/auth?state=1");
            }

            @Override
            public Instant deadline() {
                return Instant.now().plusSeconds(272);
            }

            @Override
            public void cancel() {
                cancelled.complete(true);
            }
        };

        private Browser.Visit open(Browser browser) throws Exception {
            return soon(inBackground(() -> new SignInDialog(host, browser).open(attempt)));
        }

        private Browser.Visit open() throws Exception {
            return open(page -> {
                opened.incrementAndGet();
                return () -> {};
            });
        }

        @Test
        void should_say_what_to_do_and_how_long_there_is() throws Exception {
            Browser.Visit visit = open();
            Dialog dialog = screen.dialog("Sign in");
            Screen.find(dialog, JLabel.class, label -> "Continue in your browser".equals(label.getText()));
            Screen.find(dialog, JLabel.class, label -> label.getText().matches("4:3\\d left"));
            assertThat(Screen.find(dialog, JProgressBar.class, bar -> true)
                            .getAccessibleContext()
                            .getAccessibleName())
                    .isEqualTo("Time left to sign in");
            visit.close();
            screen.empty();
        }

        @Test
        void should_cancel_by_click() throws Exception {
            Browser.Visit visit = open();
            screen.click(screen.dialog("Sign in"), "Cancel");
            assertThat(soon(cancelled)).isTrue();
            visit.close();
            screen.empty();
        }

        @Test
        void should_cancel_by_escape() throws Exception {
            Browser.Visit visit = open();
            screen.dialog("Sign in");
            screen.press(KeyEvent.VK_ESCAPE);
            assertThat(soon(cancelled)).isTrue();
            visit.close();
            screen.empty();
        }

        @Test
        void should_open_the_page_again_and_copy_its_link() throws Exception {
            Browser.Visit visit = open();
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
            Browser.Visit visit = open(page -> {
                throw new GrantException.Unreachable("No browser could be opened.", null);
            });
            Dialog dialog = screen.dialog("Sign in");
            assertThat(Screen.find(dialog, JTextField.class, field -> true).getText())
                    .isEqualTo(attempt.uri().toString());
            visit.close();
            screen.empty();
        }
    }

    @Nested
    class Sign_in {
        private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
        private final MemoryUserStore store = new MemoryUserStore();

        @AfterEach
        void stop() {
            provider.close();
        }

        private SwingSignIn signIn(Browser browser) {
            return SwingSignIn.builder()
                    .issuer(provider.issuer())
                    .clientId("app")
                    .owner(host)
                    .store(store)
                    .browser(browser)
                    .timeout(Duration.ofSeconds(30))
                    .build();
        }

        @Test
        void should_arrive_on_the_dispatch_thread_and_be_silent_the_next_time() throws Exception {
            String lookAndFeel = UIManager.getLookAndFeel().getClass().getName();
            CompletableFuture<Boolean> onEdt = new CompletableFuture<>();
            CompletableFuture<Session> start =
                    signIn(StandInUser.called("alice")).start();
            start.thenAccept(session -> onEdt.complete(SwingUtilities.isEventDispatchThread()));
            screen.click(screen.dialog("Stay signed in"), "Stay signed in");
            assertThat(soon(onEdt)).isTrue();
            Session session = soon(start);
            assertThat(session.user()).isEqualTo(new User("sub-alice", "alice"));
            assertThat(provider.subject(session.token().accessToken())).isEqualTo("sub-alice");
            assertThat(session.toString()).doesNotContain(session.token().accessToken());

            Browser nobody = page -> {
                throw new AssertionError("The browser was not needed");
            };
            assertThat(soon(signIn(nobody).start()).user()).isEqualTo(session.user());
            assertThat(UIManager.getLookAndFeel().getClass().getName()).isEqualTo(lookAndFeel);
        }

        @Test
        void should_end_everywhere_when_cancelled() throws Exception {
            CompletableFuture<URI> page = new CompletableFuture<>();
            CompletableFuture<Session> start = signIn(attempt -> {
                        page.complete(attempt.uri());
                        return () -> {};
                    })
                    .start();
            screen.dialog("Sign in");
            start.cancel(true);
            screen.empty();
            String query = soon(page).getQuery();
            int port = Integer.parseInt(query.replaceFirst(".*redirect_uri=http://127.0.0.1:(\\d+)/.*", "$1"));
            Screen.await("a closed port", () -> isOpen(port) ? Optional.empty() : Optional.of(true));
            assertThatThrownBy(start::get).isInstanceOf(CancellationException.class);
        }

        private boolean isOpen(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (ConnectException closed) {
                return false;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void should_tell_the_person_what_went_wrong() throws Exception {
            provider.misbehave(Endpoint.TOKEN, Misbehaviour.SERVER_ERROR);
            CompletableFuture<Session> start =
                    signIn(StandInUser.called("alice")).start();
            Dialog dialog = screen.dialog("Sign-in failed");
            Screen.find(dialog, JLabel.class, label -> "You are not signed in".equals(label.getText()));
            screen.click(dialog, "OK");
            assertThatThrownBy(() -> soon(start))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(GrantException.Unreachable.class);
        }

        @Test
        void should_keep_the_dispatch_thread_free_of_renewals() throws Exception {
            CompletableFuture<Session> start =
                    signIn(StandInUser.called("alice")).start();
            screen.click(screen.dialog("Stay signed in"), "Stay signed in");
            Session session = soon(start);
            Token first = session.token();
            CompletableFuture<Throwable> refusal = new CompletableFuture<>();
            SwingUtilities.invokeLater(() -> {
                try {
                    assertThat(session.token()).isEqualTo(first);
                    session.tokenReplacing(first);
                } catch (IllegalStateException | GrantException | InterruptedException e) {
                    refusal.complete(e);
                }
            });
            assertThat(soon(refusal)).isInstanceOf(IllegalStateException.class).hasMessageContaining("tokenAsync()");
            assertThat(session.tokenReplacing(first)).isNotEqualTo(first);
        }

        @Test
        void should_sign_out_for_good() throws Exception {
            CompletableFuture<Session> start =
                    signIn(StandInUser.called("alice")).start();
            screen.click(screen.dialog("Stay signed in"), "Stay signed in");
            Session session = soon(start);
            CompletableFuture<Object> state = new CompletableFuture<>();
            session.addPropertyChangeListener(event -> state.complete(event.getNewValue()));
            soon(session.signOut());
            assertThat(soon(state)).isEqualTo(Session.State.SIGNED_OUT);
            assertThat(store.getDefaultUser()).isEmpty();
            assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
            assertThatThrownBy(session::token).isInstanceOf(GrantException.InteractionRequired.class);
        }
    }
}
