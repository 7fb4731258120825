package io.github.keytray.tray;

import io.github.keytray.tray.dbus.ReconnectingBus;
import io.github.keytray.tray.dbus.StatusNotifier;
import io.github.keytray.tray.icon.StatusNotifierIconView;
import io.github.keytray.tray.icon.XTrayIconView;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The icon on Linux: in a panel that shows icons over D-Bus, which has the better menu, or else in a tray of X11. Nothing of AWT
 * is loaded for it. Safe for any thread; nothing blocks.
 */
final class LinuxIcon implements AutoCloseable {
    private final TrayController tray;
    private final ReconnectingBus bus;
    private final StatusNotifier panel;
    private final Map<String, String> environment;
    private final BooleanSupplier displayIsThere;
    private final Executor windows;
    private final Runnable noTray;
    private final Runnable quit;
    private final DesktopWatch watch = new DesktopWatch(this::look);

    private boolean isInPanel;
    /** Where no panel shows the icon. */
    private @Nullable XTrayIconView inX11;

    private boolean isInX11;
    /** There is no panel. */
    private boolean isNoPanel;

    /** The tray that is sought was not found. */
    private boolean isNoTray;

    private boolean isClosed;

    /**
     * @param displayIsThere whether there is an X server
     * @param windows does what needs windows on the event dispatch thread
     * @param noTray tells the person that there is neither panel nor tray
     * @param quit ends the program: the session is over
     */
    LinuxIcon(
            TrayController tray,
            ReconnectingBus bus,
            String title,
            Map<String, String> environment,
            BooleanSupplier displayIsThere,
            Executor windows,
            Runnable noTray,
            Runnable quit) {
        this.tray = tray;
        this.bus = bus;
        this.environment = environment;
        this.displayIsThere = displayIsThere;
        this.windows = windows;
        this.noTray = noTray;
        this.quit = quit;
        panel = new StatusNotifier(bus, title, tray::open, tray::activateWith, this::choose);
        bus.whenLost(watch::lookSoon);
    }

    /** What looks again while there is no icon, and when it is told to. */
    DesktopWatch watch() {
        return watch;
    }

    /** Whether a panel shows the menu now. */
    boolean isMenuOpen() {
        return panel.isMenuOpen();
    }

    /** Returns whether there is no bus or no icon, or a panel may come without a word. */
    private boolean look() {
        bus.connect();
        panel.reload();
        tray.followPanel();
        if (!tray.icon().hasView()) seekTray();
        return !bus.isConnected() || !tray.icon().hasView() || panel.isWaiting();
    }

    private synchronized void choose(boolean panelIsThere) {
        if (isClosed) return;
        boolean wasInPanel = isInPanel;
        isInPanel = panelIsThere;
        isNoPanel = !panelIsThere && !wasInPanel;
        if (panelIsThere) {
            leaveTray();
            tray.icon().setView(new StatusNotifierIconView(panel, tray.themeManager()));
        } else if (wasInPanel) {
            // It may be only restarted.
            tray.icon().setView(null);
            watch.lookSoon();
        } else {
            seekTray();
            tellOfNone();
        }
    }

    private synchronized void seekTray() {
        if (isClosed || isInPanel || inX11 != null) return;
        try {
            inX11 = XTrayIconView.seek(environment, tray.themeManager(), windows, new XTrayListener());
        } catch (UncheckedIOException noFiles) {
            // The next look seeks it once more.
        }
    }

    private void leaveTray() {
        if (inX11 != null) inX11.close();
        inX11 = null;
        isInX11 = false;
        isNoTray = false;
    }

    private synchronized void docked(XTrayIconView view, boolean isThere) {
        // A panel may have come meanwhile: two icons would be one too many.
        if (inX11 != view || isInX11) return;
        isNoTray = !isThere;
        tellOfNone();
        if (!isThere) return;
        isInX11 = true;
        tray.icon().setView(view);
    }

    /** Where there is neither panel nor tray. */
    private void tellOfNone() {
        if (isNoPanel && isNoTray) noTray.run();
    }

    private synchronized void ended(XTrayIconView view, boolean isServerGone) {
        if (inX11 != view) return;
        boolean wasInX11 = isInX11;
        leaveTray();
        // A Wayland session goes on without its X server.
        boolean isOfX11 = environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        if (isServerGone && isOfX11 && !displayIsThere.getAsBoolean()) {
            quit.run();
        } else if (wasInX11) {
            tray.icon().setView(null);
            if (isServerGone) watch.lookSoon();
        }
    }

    private final class XTrayListener implements XTrayIconView.Listener {
        @Override
        public void docked(XTrayIconView view, boolean isThere) {
            LinuxIcon.this.docked(view, isThere);
        }

        @Override
        public void open() {
            tray.open();
        }

        @Override
        public void ended(XTrayIconView view, boolean isServerGone) {
            LinuxIcon.this.ended(view, isServerGone);
        }
    }

    @Override
    public void close() {
        watch.close();
        synchronized (this) {
            isClosed = true;
            leaveTray();
        }
    }
}
