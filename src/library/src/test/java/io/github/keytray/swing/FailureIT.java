package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Network;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each failure reaches the person, and what is cancelled ends. */
class FailureIT extends HostWindowTestBase {
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();

    @AfterEach
    void stop() {
        provider.close();
    }

    private SwingSignIn.Builder signIn() {
        return SwingSignIn.builder()
                .issuer(provider.issuer())
                .clientId("app")
                .owner(host)
                .store(new MemoryUserStore())
                .browser(Browser.of(StandInUser.called("alice")::open))
                .timeout(Duration.ofSeconds(30));
    }

    private static Network throwing(Supplier<List<Proxy>> fault) {
        return Network.system().withProxies(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return fault.get();
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    }

    @Test
    void should_tell_what_a_part_of_the_host_throws() throws Exception {
        CompletableFuture<Session> start = signIn().network(throwing(() -> {
                    throw new IllegalStateException("the host's own");
                }))
                .build()
                .start();
        Dialog dialog = screen.dialog("Sign-in failed");
        screen.click(dialog, "Details");
        Screen.find(
                dialog,
                JTextArea.class,
                area -> area.getText().contains("problem: IllegalStateException")
                        && !area.getText().contains("the host's own"));
        screen.click(dialog, "Close");
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void should_tell_an_error_that_an_old_library_causes() throws Exception {
        CompletableFuture<Session> start = signIn().network(throwing(() -> {
                    throw new NoSuchMethodError("com.acme.Old.call()V");
                }))
                .build()
                .start();
        Dialog dialog = screen.dialog("Sign-in failed");
        Screen.find(dialog, JTextArea.class, area -> area.getText().startsWith("This application has a library"));
        screen.click(dialog, "Close");
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(NoSuchMethodError.class);
    }

    @Test
    void should_leave_it_to_a_quiet_host() {
        CompletableFuture<Session> start = signIn().network(throwing(() -> {
                    throw new IllegalStateException("the host's own");
                }))
                .quiet()
                .build()
                .start();
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(Stream.of(Window.getWindows())).noneMatch(window -> window instanceof Dialog && window.isShowing());
    }

    @Test
    void should_show_the_link_when_the_hosts_browser_fails_in_its_own_way() throws Exception {
        CompletableFuture<Session> start = signIn().browser(attempt -> {
                    throw new IllegalStateException("the host's own");
                })
                .build()
                .start();
        Dialog dialog = screen.dialog("Sign in");
        assertThat(Screen.find(dialog, JTextField.class, field -> true).getText())
                .startsWith(provider.issuer());
        screen.click(dialog, "Cancel");
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(GrantException.Cancelled.class);
    }

    @Test
    void should_hear_cancel_while_the_provider_does_not_answer() throws Exception {
        provider.misbehave(Endpoint.TOKEN, Misbehaviour.SLOW);
        CompletableFuture<Session> start = signIn().build().start();
        Screen.await(
                "the code", () -> provider.requests(Endpoint.TOKEN).isEmpty() ? Optional.empty() : Optional.of(true));
        screen.click(screen.dialog("Sign in"), "Cancel");
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(GrantException.Cancelled.class);
        screen.empty();
    }

    @Test
    void should_close_the_visit_of_a_browser_of_the_hosts_own() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        Browser own = attempt -> {
            visits.incrementAndGet();
            return visits::decrementAndGet;
        };
        CompletableFuture<Session> start = signIn().browser(own).build().start();
        Dialog dialog = screen.dialog("Sign in");
        screen.click(dialog, "Open again");
        Screen.await("two visits", () -> visits.get() == 2 ? Optional.of(true) : Optional.empty());
        screen.press(KeyEvent.VK_ESCAPE);
        assertThatThrownBy(() -> soon(start)).hasCauseInstanceOf(GrantException.Cancelled.class);
        Screen.await("their end", () -> visits.get() == 0 ? Optional.of(true) : Optional.empty());
    }

    @Test
    void should_arrive_on_the_dispatch_thread_when_a_worker_cancels() throws Exception {
        CompletableFuture<Boolean> onEdt = new CompletableFuture<>();
        CompletableFuture<Session> start =
                signIn().browser(attempt -> () -> {}).build().start();
        start.whenComplete((session, problem) -> onEdt.complete(SwingUtilities.isEventDispatchThread()));
        screen.dialog("Sign in");
        assertThat(start.cancel(true)).isTrue();
        assertThat(soon(onEdt)).isTrue();
        assertThatThrownBy(start::get).isInstanceOf(CancellationException.class);
        screen.empty();
    }

    @Test
    void should_run_on_the_hosts_threads_and_end_with_close() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        SwingSignIn signIn = signIn().browser(attempt -> () -> {})
                .threadFactory(work -> {
                    Thread thread = new Thread(work, "acme");
                    worker.complete(thread);
                    return thread;
                })
                .build();
        CompletableFuture<Session> start = signIn.start();
        screen.dialog("Sign in");
        signIn.close();
        assertThatThrownBy(() -> soon(start)).isInstanceOf(CancellationException.class);
        soon(worker).join(Duration.ofSeconds(10).toMillis());
        assertThat(soon(worker).isAlive()).isFalse();
        assertThatThrownBy(() -> soon(signIn.start())).isInstanceOf(CancellationException.class);
    }
}
