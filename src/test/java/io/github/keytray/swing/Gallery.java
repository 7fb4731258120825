package io.github.keytray.swing;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLightLaf;
import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testing.Screen;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;

/** Shows each window once, takes its picture, and says which text does not fit: {@code Gallery LOOK DIRECTORY}. */
public final class Gallery {
    private static final StoredUser ANA = new StoredUser(new User("1", "ana.lima@acme.example"), null);
    private static final Account ACCOUNT = new Account("https://login.acme.example/realms/staff", "orders");

    private final Screen screen = new Screen();
    private final Path directory;
    private final JFrame host;
    private int windows;

    private Gallery(String look, Path directory) throws Exception {
        this.directory = directory;
        SwingUtilities.invokeAndWait(() -> install(look));
        this.host = Edt.call(() -> {
            JFrame frame = new JFrame("Acme Orders");
            frame.setBounds(10, 10, 620, 440);
            frame.setVisible(true);
            return frame;
        });
    }

    public static void main(String[] args) throws Exception {
        Gallery gallery = new Gallery(args[0], Path.of(args[1]));
        gallery.show();
        System.out.println(gallery.windows + " windows");
        System.exit(0);
    }

    private interface Window {
        void open() throws GrantException, InterruptedException;
    }

    private void show() throws Exception {
        SavePrompt prompt = new SavePrompt(host, ACCOUNT, "GNOME Keyring");
        StoreUnavailable absent = new StoreUnavailable(
                StoreUnavailable.Reason.ABSENT,
                "There is no keychain to keep the sign-in in: no Secret Service runs. Install and start one, such as "
                        + "gnome-keyring.");
        shoot("save-prompt", "Stay signed in", () -> prompt.shouldWeSave(ANA));
        shoot("no-keychain", "Sign in", () -> prompt.shouldWeSignInUnsaved(absent));
        shoot("another-application", "Sign in", () -> {
            try {
                prompt.awaitOther(patience -> false);
            } catch (GrantException.Cancelled closed) {
                // By the Escape after the picture.
            }
        });
        shoot("sign-in-here", "Sign in", prompt::shouldWeSignInHere);
        shoot("sign-in", "Sign in", () -> new SignInDialog(host, attempt -> () -> {}).open(new Attempt()));
        shoot("no-browser", "Sign in", () -> {
            Browser none = attempt -> {
                throw new GrantException.Unreachable("No browser could be opened.", null);
            };
            new SignInDialog(host, none).open(new Attempt());
        });
    }

    private void shoot(String name, String title, Window window) throws Exception {
        Thread opener = new Thread(() -> {
            try {
                window.open();
            } catch (GrantException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        opener.start();
        Dialog dialog = screen.dialog(title);
        screen.shoot(dialog, directory.resolve(name + ".png"));
        SwingUtilities.invokeAndWait(() -> Screen.all(dialog).forEach(component -> check(name, component)));
        windows++;
        screen.press(KeyEvent.VK_ESCAPE);
        SwingUtilities.invokeAndWait(dialog::dispose);
        opener.join();
    }

    private static void check(String window, Component component) {
        boolean text =
                component instanceof JLabel || component instanceof AbstractButton || component instanceof JTextArea;
        if (!text || !component.isShowing()) return;
        Dimension wanted = component.getPreferredSize();
        if (component.getWidth() < wanted.width || component.getHeight() < wanted.height) {
            System.out.println(window + ": cut off: " + component);
        }
    }

    private static void install(String look) {
        try {
            switch (look) {
                case "light" -> FlatLightLaf.setup();
                case "dark" -> FlatDarkLaf.setup();
                default -> {
                    for (UIManager.LookAndFeelInfo info : UIManager.getInstalledLookAndFeels()) {
                        boolean wanted = info.getName().toLowerCase(Locale.ROOT).startsWith(look)
                                || (look.equals("motif") && info.getName().startsWith("CDE"));
                        if (wanted) UIManager.setLookAndFeel(info.getClassName());
                    }
                }
            }
        } catch (ReflectiveOperationException | UnsupportedLookAndFeelException e) {
            throw new AssertionError(e);
        }
    }

    private record Attempt(URI uri, Instant deadline) implements Authorization {
        Attempt() {
            this(
                    URI.create("https://login.acme.example/realms/staff/protocol/openid-connect/auth?client_id=orders"),
                    Instant.now().plusSeconds(292));
        }

        @Override
        public void cancel() {}
    }
}
