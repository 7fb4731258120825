package io.github.keytray.tray;

import io.github.keytray.keychain.Keychain;
import io.github.keytray.platform.Directories;
import io.github.keytray.platform.Platform;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.tray.dbus.Appearance;
import io.github.keytray.tray.dbus.DesktopNotifications;
import io.github.keytray.tray.dbus.StatusNotifier;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/**
 * What the person sees of the tray: an icon with a menu in whichever way the desktop has, a window, and notices. Safe for
 * any thread but the event dispatch thread.
 */
public final class Faces implements AutoCloseable {
    private static final int BETWEEN_LOOKS_MILLIS = 5_000;

    private final Tray tray;
    private final Words words;
    private final boolean dark;
    private final Once noTray;
    private final Notifier notifier;
    private final @Nullable StatusNotifier panel;
    private final @Nullable DesktopNotifications notifications;

    private Faces(
            SignIns signIns,
            Setup setup,
            Keychain keychain,
            Directories directories,
            InstantSource clock,
            Executor workers,
            boolean dark,
            Runnable quit) {
        Theme.install(dark);
        this.dark = dark;
        noTray = new Once(directories.state(), "no-tray", workers);
        words = new Words(new Messages(Locale.getDefault()), clock, ZoneId.systemDefault());
        Autostart autostart = Autostart.of(directories, Program.command("tray", "--hidden"));
        Visits visits = new BrowserVisits(keychain, signIns, setup, clock, workers);
        tray = new Tray(signIns, setup, autostart, visits, words, workers, quit);
        if (directories.platform() == Platform.LINUX) {
            notifications = new DesktopNotifications(Pictures.read("keytray-48"));
            notifier = notifications::show;
            panel = new StatusNotifier(
                    words.text("window.title"),
                    () -> SwingUtilities.invokeLater(tray::open),
                    there -> SwingUtilities.invokeLater(() -> choose(there)));
            new Timer(BETWEEN_LOOKS_MILLIS, event -> look(panel)).start();
            panel.look();
        } else {
            notifications = null;
            notifier = tray;
            panel = null;
            choose(false);
        }
        if (setup.policy().mayNotify())
            signIns.addListener(new Announcer(signIns, words, notifier, tray::open, tray::signInAgain));
    }

    /**
     * Shows the faces.
     *
     * @param hidden whether the window waits until it is asked for
     * @param quit ends the program; called on the event dispatch thread
     */
    public static Faces show(
            SignIns signIns,
            Setup setup,
            Keychain keychain,
            Directories directories,
            InstantSource clock,
            Executor workers,
            boolean hidden,
            Runnable quit)
            throws InterruptedException {
        boolean dark = Theme.isDark(directories.environment())
                || (directories.platform() == Platform.LINUX && Appearance.isDark());
        AtomicReference<@Nullable Faces> made = new AtomicReference<>();
        try {
            SwingUtilities.invokeAndWait(() -> {
                Faces faces = new Faces(signIns, setup, keychain, directories, clock, workers, dark, quit);
                if (!hidden) faces.tray.open();
                made.set(faces);
            });
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
        Faces faces = made.get();
        if (faces == null) throw new IllegalStateException("The event dispatch thread has ended");
        return faces;
    }

    /** Opens the window, or brings it to the front. */
    public void open() {
        SwingUtilities.invokeLater(tray::open);
    }

    private void look(StatusNotifier panel) {
        panel.look();
        if (!tray.hasFace()) AwtFace.show(dark, true, tray::open).ifPresent(tray::setFace);
    }

    /** A panel that shows icons over D-Bus has the better menu. */
    private void choose(boolean panelIsThere) {
        if (panelIsThere && panel != null) {
            tray.setFace(new SniFace(panel, dark));
            return;
        }
        tray.setFace(AwtFace.show(dark, panel != null, tray::open).orElse(null));
        if (tray.hasFace()) return;
        noTray.then(() -> notifier.show(
                words.text("notice.notray.title"), words.text("notice.notray"), words.text("menu.open"), this::open));
    }

    /** Leaves the desktop's own parts; the windows go with the process. */
    @Override
    public void close() {
        if (panel != null) panel.close();
        if (notifications != null) notifications.close();
    }
}
