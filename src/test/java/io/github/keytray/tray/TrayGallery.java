package io.github.keytray.tray;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import io.github.keytray.preauth.Freshness.Fresh;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.swing.SwingUtilities;

/** Shows the tray's windows once each and takes their pictures: {@code TrayGallery light|dark DIRECTORY}. */
public final class TrayGallery {
    private final Screen screen = new Screen();
    private final Path directory;

    private TrayGallery(Path directory) throws Exception {
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        SwingUtilities.invokeAndWait(() -> Theme.install(Map.of("GTK_THEME", args[0])));
        new TrayGallery(Path.of(args[1])).show();
        System.exit(0);
    }

    static <T> T onEdt(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        SwingUtilities.invokeLater(task);
        return task.get();
    }

    private void show() throws Exception {
        Scene three = Scene.ofThree();
        Tray tray = open(three, Scene.setup());
        shoot(tray, "accounts");
        three.signIns.with(Scene.ANA_AGAIN);
        three.signIns.tell();
        SwingUtilities.invokeLater(() -> tray.window().open(Scene.ANA_AGAIN));
        shoot(tray, "sign-in-again");
        SwingUtilities.invokeLater(() -> tray.signOut(Scene.ANA));
        dialog("sign-out", "Sign out");
        three.signIns.declinedBy(Scene.ACME, "orders-desktop", "max.muster@acme.example");
        SwingUtilities.invokeLater(tray::showDeclined);
        dialog("not-asked-again", "Not asked again");
        SwingUtilities.invokeLater(tray::signIn);
        dialog("add-any", "Sign in");
        three.signIns.pause();
        shoot(tray, "paused");
        three.signIns.fails(new StoreUnavailable(
                StoreUnavailable.Reason.LOCKED,
                "GNOME Keyring is locked and was not unlocked. Unlock it and try again."));
        shoot(tray, "locked");
        close(tray);

        Tray many = open(
                many(),
                Scene.setup(
                        new KnownProvider("Acme", Scene.ACME, Client.of("orders-desktop"), null, Network.system())));
        shoot(many, "many");
        SwingUtilities.invokeLater(many::signIn);
        dialog("add-known", "Sign in");
        close(many);

        Tray empty = open(new Scene(), Scene.setup());
        shoot(empty, "empty");
        close(empty);
    }

    private static Scene many() {
        Scene scene = Scene.ofThree();
        for (int i = 1; i <= 12; i++) {
            scene.signIns.with(FakeSignIns.kept(
                    "https://id.branch-" + i + ".example", "till", "till-" + i, new Fresh(Scene.NOW.plusSeconds(600))));
        }
        return scene;
    }

    private static Tray open(Scene scene, Setup setup) throws Exception {
        return onEdt(() -> {
            Tray tray = scene.tray(setup);
            tray.open();
            return tray;
        });
    }

    private static void close(Tray tray) throws Exception {
        SwingUtilities.invokeAndWait(tray::close);
    }

    private void shoot(Tray tray, String name) throws Exception {
        Window frame = tray.window().frame();
        Screen.await("the window", () -> frame.isFocused() ? Optional.of(true) : Optional.empty());
        screen.shoot(frame, directory.resolve(name + ".png"));
    }

    private void dialog(String name, String title) throws Exception {
        Dialog dialog = screen.dialog(title);
        screen.shoot(dialog, directory.resolve(name + ".png"));
        screen.press(KeyEvent.VK_ESCAPE);
        screen.empty();
    }
}
