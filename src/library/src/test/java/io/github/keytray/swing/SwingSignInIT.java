package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.awt.Dialog;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.swing.JButton;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in as a host does it, at a provider of our own. */
class SwingSignInIT extends HostWindowTestBase {
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
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
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
    void should_go_on_on_another_device_and_back() throws Exception {
        Browser nobody = attempt -> () -> {};
        CompletableFuture<Session> start = signIn(nobody).start();
        screen.click(dialogWith("Use another device"), "Use another device");
        screen.click(dialogWith("Use this computer"), "Use this computer");
        screen.click(dialogWith("Use another device"), "Use another device");
        Dialog dialog = dialogWith("Use this computer");
        screen.click(dialog, "Copy link");
        Screen.find(dialog, JButton.class, button -> "Copied".equals(button.getText()));
        String link = (String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
        StandInUser.called("alice").open(URI.create(link));
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(start).user().username()).isEqualTo("alice");
    }

    /** The windows of both ways have one title, and for a moment both are there. */
    private Dialog dialogWith(String button) {
        return screen.dialog(
                "Sign in with " + button,
                dialog -> Screen.all(dialog)
                        .anyMatch(part -> part instanceof JButton found && button.equals(found.getText())));
    }

    @Test
    void should_tell_whoever_was_away_that_the_time_is_over() throws Exception {
        SwingSignIn hasty = SwingSignIn.builder()
                .issuer(provider.issuer())
                .clientId("app")
                .owner(host)
                .store(store)
                .browser(attempt -> () -> {})
                .timeout(Duration.ofSeconds(1))
                .build();
        CompletableFuture<Session> start = hasty.start();
        screen.click(screen.dialog("Sign-in failed"), "Close");
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(GrantException.Cancelled.class);
    }

    @Test
    void should_tell_the_person_what_went_wrong() throws Exception {
        provider.misbehave(Endpoint.TOKEN, Misbehaviour.SERVER_ERROR);
        CompletableFuture<Session> start =
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
        Dialog dialog = screen.dialog("Sign-in failed");
        says(dialog, "You are not signed in");
        screen.click(dialog, "Close");
        assertThatThrownBy(() -> soon(start))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(GrantException.Unreachable.class);
    }

    @Test
    void should_go_on_when_the_person_tries_again() throws Exception {
        provider.misbehaveOnce(Endpoint.TOKEN, Misbehaviour.SERVER_ERROR);
        CompletableFuture<Session> start =
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
        Dialog dialog = screen.dialog("Sign-in failed");
        screen.click(dialog, "Try again");
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(start).user().username()).isEqualTo("alice");
    }

    @Test
    void should_have_details_for_support() throws Exception {
        provider.misbehave(Endpoint.TOKEN, Misbehaviour.SERVER_ERROR);
        CompletableFuture<Session> start =
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
        Dialog dialog = screen.dialog("Sign-in failed");
        screen.click(dialog, "Details");
        Screen.find(dialog, JTextArea.class, area -> area.getText().contains("problem: Unreachable"));
        screen.click(dialog, "Copy details");
        Screen.find(dialog, JButton.class, button -> "Copied".equals(button.getText()));
        assertThat((String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .contains("issuer: " + provider.issuer(), "client_id: app");
        screen.press(KeyEvent.VK_ESCAPE);
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(GrantException.Unreachable.class);
    }

    @Test
    void should_keep_the_dispatch_thread_free_of_renewals() throws Exception {
        CompletableFuture<Session> start =
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
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
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
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

    @Test
    void should_sign_out_of_the_provider_when_nothing_is_kept_any_more() throws Exception {
        StandInUser alice = StandInUser.called("alice");
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        CompletableFuture<Session> start = signIn(attempt -> {
                    if (!provider.requests(Endpoint.TOKEN).isEmpty())
                        kept.complete(store.getDefaultUser().isPresent());
                    return Browser.of(alice::open).open(attempt);
                })
                .start();
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        Session session = soon(start);
        String idToken = session.token().idToken();
        assertThat(soon(session.signOutInBrowser()).state()).isEqualTo(Session.State.SIGNED_OUT);
        assertThat(soon(kept)).isFalse();
        Request told = Screen.await(
                "the provider",
                () -> provider.visits(Endpoint.END_SESSION).stream().findFirst());
        assertThat(told.parameters()).containsEntry("id_token_hint", idToken);
        assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
    }

    @Test
    void should_be_signed_out_here_although_the_provider_cannot_be_told() throws Exception {
        CompletableFuture<Session> start =
                signIn(Browser.of(StandInUser.called("alice")::open)).start();
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        Session session = soon(start);
        provider.misbehave(Misbehaviour.CONNECTION_CLOSED);
        Session elsewhere = soon(SwingSignIn.builder()
                .issuer(provider.issuer())
                .clientId("app")
                .store(store)
                .build()
                .startSilently());
        assertThatThrownBy(() -> soon(elsewhere.signOutInBrowser())).hasCauseInstanceOf(GrantException.class);
        assertThat(elsewhere.state()).isEqualTo(Session.State.SIGNED_OUT);
        assertThat(store.getDefaultUser()).isEmpty();
        assertThat(session.user()).isEqualTo(elsewhere.user());
    }
}
