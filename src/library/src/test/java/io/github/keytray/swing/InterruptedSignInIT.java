package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.KnownUsers;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceAuthorization;
import io.github.keytray.testing.Screen;
import java.awt.AWTEvent;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A dialog whose sign-in is interrupted before any of the events that make it leaves no window behind, not even a hidden one. */
class InterruptedSignInIT extends HostWindowTestBase {
    private static final long PATIENCE_MILLIS = Duration.ofSeconds(20).toMillis();

    @Test
    void should_leave_no_window_about_the_browser() throws Exception {
        Browser none = attempt -> {
            throw new GrantException.Unreachable("No browser could be opened.", null);
        };
        interruptBeforeEachEvent(() -> {
            try (Browser.Handle visit = new SignInDialog(host, none).open(new Attempt())) {
                new CountDownLatch(1).await();
            }
        });
    }

    @Test
    void should_leave_no_window_about_another_device() throws Exception {
        Browser none = attempt -> () -> {};
        interruptBeforeEachEvent(() -> {
            try (Browser.Handle visit = new SignInDialog(host, none).show(new Attempt())) {
                new CountDownLatch(1).await();
            }
        });
    }

    @Test
    void should_leave_no_question() throws Exception {
        interruptBeforeEachEvent(() -> new SavePrompt(host, ACCOUNT, "GNOME Keyring").askToSave(ANA));
    }

    @Test
    void should_leave_no_list_of_accounts() throws Exception {
        KnownUsers known = new KnownUsers() {
            @Override
            public List<StoredUser> users() {
                return List.of(ANA);
            }

            @Override
            public void remove(User user) {}
        };
        interruptBeforeEachEvent(
                () -> new AccountChooser(host, ACCOUNT, "GNOME Keyring", InstantSource.system()).choose(known));
    }

    @Test
    void should_be_heard_while_fonts_are_loaded() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(WindowClasses::loadFonts).isInstanceOf(InterruptedException.class);
    }

    private interface SignIn {
        void run() throws GrantException, InterruptedException;
    }

    /** Until the dialog is on the screen. */
    private void interruptBeforeEachEvent(SignIn signIn) throws Exception {
        boolean isShown = false;
        for (int events = 0; !isShown; events++) {
            Thread worker = new Thread(() -> {
                try {
                    signIn.run();
                } catch (GrantException | InterruptedException expected) {
                    // What the test does to it.
                }
            });
            InterruptingQueue queue = new InterruptingQueue(worker, events);
            Toolkit.getDefaultToolkit().getSystemEventQueue().push(queue);
            try {
                worker.start();
                worker.join(PATIENCE_MILLIS);
                Screen.await(
                        "no window after " + events + " events",
                        () -> dialogs().findAny().isPresent() ? Optional.empty() : Optional.of(true));
                isShown = queue.isShown;
            } finally {
                Edt.run(queue::leave);
            }
        }
    }

    private static Stream<Dialog> dialogs() {
        return Stream.of(Window.getWindows())
                .filter(Dialog.class::isInstance)
                .map(Dialog.class::cast)
                .filter(Dialog::isDisplayable);
    }

    /** Interrupts a worker before an event, and has it end meanwhile. */
    private static final class InterruptingQueue extends EventQueue {
        private final Thread worker;
        private int left;
        private volatile boolean isShown;

        InterruptingQueue(Thread worker, int events) {
            this.worker = worker;
            this.left = events;
        }

        @Override
        protected void dispatchEvent(AWTEvent event) {
            if (worker.isAlive() && left-- == 0) {
                isShown = dialogs().anyMatch(Dialog::isShowing);
                interrupt();
            }
            super.dispatchEvent(event);
        }

        private void interrupt() {
            worker.interrupt();
            try {
                worker.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void leave() {
            pop();
        }
    }

    private record Attempt(URI uri, URI verificationUri, String userCode, Instant deadline)
            implements DeviceAuthorization {
        Attempt() {
            this(
                    URI.create("https://login.acme.example/device?user_code=WDJB-MJHT"),
                    URI.create("https://login.acme.example/device"),
                    "WDJB-MJHT",
                    Instant.now().plusSeconds(272));
        }

        @Override
        public void cancel() {}
    }
}
