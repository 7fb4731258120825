package io.github.keytray.tray;

import com.formdev.flatlaf.FlatLaf;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Preset;
import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.swing.Legibility;
import io.github.keytray.testing.FlagImage;
import io.github.keytray.testing.Html;
import io.github.keytray.testing.Screen;
import io.github.keytray.tray.setup.ConfiguredProvider;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.Theme;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import javax.swing.JComboBox;
import javax.swing.SwingUtilities;

/**
 * Shows the tray's windows once each, takes their pictures, and says which words are cut off: {@code TrayGallery light|dark
 * DIRECTORY LANGUAGE}.
 */
public final class TrayGallery {
    private final Screen screen = new Screen();
    private final Path directory;
    private final SignInText words;

    private TrayGallery(Path directory, Locale language) throws Exception {
        this.directory = directory;
        this.words = TrayFixture.words(language);
    }

    public static void main(String[] args) throws Exception {
        Locale language = Locale.forLanguageTag(args[2]);
        Locale.setDefault(language);
        SwingUtilities.invokeAndWait(() -> Theme.install(Map.of("GTK_THEME", args[0])));
        new TrayGallery(Path.of(args[1]), language).show();
        System.exit(0);
    }

    static <T> T onEdt(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        SwingUtilities.invokeLater(task);
        return task.get();
    }

    private void show() throws Exception {
        TrayFixture three = TrayFixture.ofThree();
        TrayController tray = open(three, TrayFixture.offline());
        shoot(tray, "accounts");
        three.signIns.with(TrayFixture.ANA_AGAIN);
        three.signIns.tell();
        SwingUtilities.invokeLater(() -> tray.window().open(TrayFixture.ANA_AGAIN));
        shoot(tray, "sign-in-again");
        SwingUtilities.invokeLater(() -> tray.signOut(TrayFixture.ANA));
        dialog("sign-out", "signout.title");
        three.signIns.declinedBy(TrayFixture.ACME, "orders-desktop", "max.muster@acme.example");
        SwingUtilities.invokeLater(tray::showDeclined);
        dialog("not-asked-again", "declined.title");
        tray.offer(new MoveOffer("GNOME Keyring", "KeePassXC", () -> 1));
        SwingUtilities.invokeLater(tray::moveSignIns);
        dialog("move", "move.title");
        SwingUtilities.invokeLater(tray::signIn);
        dialog("add-any", "add.title");
        SwingUtilities.invokeLater(tray::signIn);
        JComboBox<?> choice = Screen.find(screen.dialog(words.text("add.title")), JComboBox.class, box -> true);
        SwingUtilities.invokeLater(() -> choice.setSelectedItem(Preset.GOOGLE.title()));
        dialog("add-secret", "add.title");
        three.signIns.pause();
        shoot(tray, "paused");
        three.signIns.fails(new StoreUnavailable(
                StoreUnavailable.Reason.LOCKED,
                "GNOME Keyring is locked and was not unlocked. Unlock it and try again."));
        shoot(tray, "locked");
        close(tray);

        TrayController many = open(many(), TrayFixture.setup(acme()));
        shoot(many, "many");
        SwingUtilities.invokeLater(many::signIn);
        dialog("add-known", "add.title");
        close(many);

        TrayController empty = open(new TrayFixture(), TrayFixture.setup());
        shoot(empty, "empty");
        close(empty);
    }

    private static ConfiguredProvider acme() throws Exception {
        Path icon = Files.createTempFile("acme", ".png");
        icon.toFile().deleteOnExit();
        ImageIO.write(FlagImage.of(64, 64), "png", icon.toFile());
        return new ConfiguredProvider("Acme", TrayFixture.ACME, Client.of("orders-desktop"), icon, Network.system());
    }

    private static TrayFixture many() {
        TrayFixture scene = TrayFixture.ofThree();
        for (int i = 1; i <= 12; i++) {
            scene.signIns.with(FakeSignIns.kept(
                    "https://id.branch-" + i + ".example",
                    "till",
                    "till-" + i,
                    new Valid(TrayFixture.NOW.plusSeconds(600))));
        }
        return scene;
    }

    private TrayController open(TrayFixture scene, Setup setup) throws Exception {
        return onEdt(() -> {
            TrayController tray = scene.tray(setup, words);
            tray.setDark(FlatLaf.isLafDark());
            tray.open();
            return tray;
        });
    }

    private static void close(TrayController tray) throws Exception {
        SwingUtilities.invokeAndWait(tray::close);
    }

    private void shoot(TrayController tray, String name) throws Exception {
        Window frame = tray.window().frame();
        Screen.await("the window", () -> frame.isFocused() ? Optional.of(true) : Optional.empty());
        shoot(frame, name);
    }

    private void shoot(Window window, String name) throws Exception {
        screen.shoot(window, directory.resolve(name + ".png"));
        onEdt(() -> Html.problems(window))
                .forEach(problem -> System.out.println(directory + " " + name + " " + problem));
        BufferedImage picture = screen.picture(window);
        onEdt(() -> Legibility.problems(window, picture)).stream()
                .filter(problem -> problem.startsWith("cut off"))
                .forEach(problem -> System.out.println(directory + " " + name + " " + problem));
    }

    private void dialog(String name, String title) throws Exception {
        Dialog dialog = screen.dialog(words.text(title));
        shoot(dialog, name);
        screen.press(KeyEvent.VK_ESCAPE);
        screen.empty();
    }
}
