package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.Window;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host application's window, for our windows to be shown over, and a pair of hands. */
@Needs(DesktopPart.DISPLAY)
@ExtendWith(EdtChecker.class)
abstract class HostWindowTestBase {
    static final StoredUser ANA = new StoredUser(
            new User("1", "ana"), new Token("a", "Bearer", null, null, Set.of(), Set.of(), Instant.EPOCH, null));
    static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");

    Screen screen;
    JFrame host;

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
        // The window manager moves it before that, and a click would miss.
        Screen.await("the host's window", () -> host.isFocused() ? Optional.of(host) : Optional.empty());
    }

    /** A window that a failed test leaves open would be in the way of all that follow. */
    @AfterEach
    void disposeWindows() throws Exception {
        SwingUtilities.invokeAndWait(() -> Stream.of(Window.getWindows()).forEach(Window::dispose));
    }

    interface Blocking<T> {
        T call() throws GrantException, InterruptedException;
    }

    /** In a thread of its own: from Java 25 on the common pool of a small machine is one, and an open question holds it. */
    static <T> CompletableFuture<T> inBackground(Blocking<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (GrantException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "background");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /** Waits until the window says this. */
    static void says(Dialog dialog, String text) {
        Screen.find(dialog, JTextArea.class, area -> area.getText().equals(text));
    }

    static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
