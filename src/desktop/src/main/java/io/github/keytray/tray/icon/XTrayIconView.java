package io.github.keytray.tray.icon;

import io.github.keytray.tray.dbus.SerialExecutor;
import io.github.keytray.tray.theme.DrawnPicture;
import io.github.keytray.tray.theme.ThemeManager;
import io.github.keytray.tray.x11.XPicture;
import io.github.keytray.tray.x11.XTrayIcon;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.geom.AffineTransform;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The icon in the trays of X11. AWT comes with the first menu, or with the text that is shown where the pointer rests. */
public final class XTrayIconView implements TrayIconView {
    private static final int LEFT = 1;
    private static final int RIGHT = 3;

    /** What becomes of the icon, and what is asked of it. For any thread. */
    public interface Listener {
        /** Whether the icon is in a tray: said each time that it is, and once if it is in none, ten seconds after the start or at its end. */
        void docked(XTrayIconView view, boolean isThere);

        /** A person wants the window. */
        void open();

        /**
         * It seeks a tray no more, although it was not closed.
         *
         * @param isServerGone whether it was in a tray whose X server has gone, and has not come back in a minute
         */
        void ended(XTrayIconView view, boolean isServerGone);
    }

    private final ThemeManager themeManager;
    private final Executor windows;
    private final Listener listener;
    private final XTrayIcon icon;
    private final Executor toWindows = SerialExecutor.named("keytray-windows");
    private final TrayTooltip tooltip = new TrayTooltip();
    private volatile @Nullable TrayIconModel look;

    private XTrayIconView(
            Map<String, String> environment, ThemeManager themeManager, Executor windows, Listener listener) {
        this.themeManager = themeManager;
        this.windows = windows;
        this.listener = listener;
        this.icon = XTrayIcon.of(environment, "Keytray icon", new Events());
    }

    /**
     * Seeks a tray, and waits for one where there is none. Returns at once.
     *
     * @param windows does what needs windows on the event dispatch thread
     */
    public static XTrayIconView seek(
            Map<String, String> environment, ThemeManager themeManager, Executor windows, Listener listener) {
        XTrayIconView view = new XTrayIconView(environment, themeManager, windows, listener);
        view.icon.start();
        return view;
    }

    @Override
    public void show(TrayIconModel look) {
        this.look = look;
        icon.redraw();
    }

    /** The first windows may take seconds, which nothing waits for. */
    private void inWindows(Runnable work) {
        toWindows.execute(() -> windows.execute(work));
    }

    @Override
    public void close() {
        icon.close();
    }

    private final class Events implements XTrayIcon.Listener {
        /** The text beside the pointer, or null. */
        private @Nullable String pointedAt;

        /** The trays of X11 can say what colour they are. */
        @Override
        public @Nullable XPicture picture(int place, @Nullable Boolean trayIsDark) {
            TrayIconModel shown = look;
            if (shown == null) return null;
            if (!shown.tooltip().equals(pointedAt)) hideTooltip();
            // Asked in each case, because the manager remembers the answer, by which it finds out later that the panel
            // has changed.
            boolean panelIsDark = themeManager.isPanelDark();
            boolean dark = trayIsDark == null ? panelIsDark : trayIsDark;
            DrawnPicture picture = DrawnPicture.ofTray(shown.state(), dark, place);
            return new XPicture(picture.size(), picture.argb(), dark);
        }

        @Override
        public void docked(boolean isThere) {
            listener.docked(XTrayIconView.this, isThere);
        }

        @Override
        public void clicked(int button, int x, int y) {
            TrayIconModel shown = look;
            if (button == LEFT) listener.open();
            else if (button == RIGHT && shown != null) inWindows(() -> showMenu(shown, x, y));
        }

        private void showMenu(TrayIconModel shown, int x, int y) {
            themeManager.install();
            TrayPopup.show(shown.menu().get(), onScreen(x, y));
        }

        @Override
        public void pointed(boolean rests, int x, int y) {
            TrayIconModel shown = look;
            if (rests && shown != null) {
                pointedAt = shown.tooltip();
                inWindows(() -> {
                    themeManager.install();
                    tooltip.show(shown.tooltip(), onScreen(x, y));
                });
            } else hideTooltip();
        }

        private void hideTooltip() {
            if (pointedAt != null) inWindows(tooltip::hide);
            pointedAt = null;
        }

        @Override
        public void ended(boolean isServerGone) {
            listener.ended(XTrayIconView.this, isServerGone);
        }
    }

    /** AWT counts in larger units on screens of high density. */
    private static Point onScreen(int x, int y) {
        AffineTransform scale = GraphicsEnvironment.getLocalGraphicsEnvironment()
                .getDefaultScreenDevice()
                .getDefaultConfiguration()
                .getDefaultTransform();
        return new Point((int) (x / scale.getScaleX()), (int) (y / scale.getScaleY()));
    }
}
