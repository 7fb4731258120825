package io.github.keytray.bench;

import io.github.keytray.MemoryUserStore;
import io.github.keytray.oauth.Browser;
import io.github.keytray.swing.SwingSignIn;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;

/**
 * A host that has shown its own window signs in, twice, and prints the longest time for which an event waited to be
 * dispatched, in milliseconds; first that of Swing's own plainest dialog, and while nothing was done, which is the
 * machine's. Every millisecond an event is sent and awaited.
 */
public final class SignInStall {
    static final List<String> NAMES = List.of(
            "nothing is done", "first sign-in of a young host", "second sign-in", "a first JOptionPane of the host");

    private SignInStall() {}

    public static void main(String[] args) throws Exception {
        JFrame host = new JFrame("Host");
        SwingUtilities.invokeAndWait(() -> {
            host.add(new JLabel("The host's own window"));
            host.setSize(600, 400);
            host.setVisible(true);
        });
        TimeUnit.SECONDS.sleep(1);
        StringBuilder said = new StringBuilder();
        try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
            // The person's own browser is another process: ours is ready before.
            StandInUser.called("alice");
            said.append(longest(() -> TimeUnit.SECONDS.sleep(1)));
            for (int time = 0; time < 2; time++) said.append(' ').append(longest(() -> signIn(provider, host)));
        }
        said.append(' ').append(longest(() -> {
            Thread closer = new Thread(() -> answer("OK"));
            closer.start();
            SwingUtilities.invokeAndWait(() -> JOptionPane.showMessageDialog(host, "A question of the host's own"));
            closer.join();
        }));
        System.out.println(said);
        System.exit(0);
    }

    private static void signIn(EmbeddedProvider provider, JFrame host) throws Exception {
        SwingSignIn signIn = SwingSignIn.builder()
                .issuer(provider.issuer())
                .clientId("app")
                .owner(host)
                .store(new MemoryUserStore())
                .browser(Browser.of(page -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                    StandInUser.called("alice").open(page);
                }))
                .build();
        Thread person = new Thread(() -> answer("Stay signed in"));
        person.start();
        signIn.start().get(30, TimeUnit.SECONDS);
        person.join();
        TimeUnit.MILLISECONDS.sleep(300);
    }

    /** Presses a button as soon as there is one. */
    private static void answer(String text) {
        AtomicBoolean isPressed = new AtomicBoolean();
        while (!isPressed.get()) {
            EventQueue.invokeLater(() -> {
                for (Window window : Window.getWindows()) {
                    if (window.isShowing() && !isPressed.get()) isPressed.set(press(window, text));
                }
            });
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean press(Container in, String text) {
        for (Component part : in.getComponents()) {
            if (part instanceof JButton button && text.equals(button.getText()) && button.isShowing()) {
                EventQueue.invokeLater(() -> button.doClick(0));
                return true;
            }
            if (part instanceof Container more && press(more, text)) return true;
        }
        return false;
    }

    /** What is done meanwhile. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double longest(Work work) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        long[] longest = {0};
        Thread watcher = new Thread(() -> {
            while (!isOver.get()) {
                CountDownLatch dispatched = new CountDownLatch(1);
                long sent = System.nanoTime();
                EventQueue.invokeLater(dispatched::countDown);
                try {
                    dispatched.await();
                    longest[0] = Math.max(longest[0], System.nanoTime() - sent);
                    TimeUnit.MILLISECONDS.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watcher.start();
        work.run();
        isOver.set(true);
        watcher.join();
        return Math.round(longest[0] / 1e4) / 100.0;
    }
}
