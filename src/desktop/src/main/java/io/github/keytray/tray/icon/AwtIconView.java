package io.github.keytray.tray.icon;

import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.tray.text.TrayState;
import io.github.keytray.tray.theme.ThemeManager;
import io.github.keytray.tray.theme.TrayPictures;
import io.github.keytray.tray.x11.SystemTrayColors;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.MenuItem;
import java.awt.Point;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.beans.PropertyChangeListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** The icon in the tray that AWT knows: Windows, macOS, and the XEmbed trays of X11. */
public final class AwtIconView implements TrayIconView {
    /** By then AWT is done with a tray that has come back, and the tray with its start. */
    private static final int SETTLED_MILLIS = 1_000;

    private final SystemTray tray;
    private final TrayIcon icon;
    private final ThemeManager themeManager;
    private final boolean drawsMenu;
    private final PropertyChangeListener trays = event -> {
        if (event.getNewValue() != null) settle();
    };
    private boolean dark;
    private boolean gone;
    private @Nullable TrayIconModel look;
    private Supplier<List<MenuEntry>> menu = List::of;

    private AwtIconView(SystemTray tray, ThemeManager themeManager, boolean drawsMenu, Runnable open) {
        this.tray = tray;
        this.themeManager = themeManager;
        this.drawsMenu = drawsMenu;
        this.dark = themeManager.isPanelDark();
        this.icon = new TrayIcon(TrayPictures.ofTrayForScreens(TrayState.READY, dark, place()));
        if (drawsMenu) {
            icon.addMouseListener(new Mouse(open));
        } else {
            icon.addActionListener(event -> open.run());
        }
        tray.addPropertyChangeListener("systemTray", trays);
    }

    /**
     * Shows the icon. On the event dispatch thread.
     *
     * @param drawsMenu whether the menu is ours to draw: AWT's own on X11 is of another age
     * @param open what a click does
     * @return empty where there is no tray
     */
    public static Optional<AwtIconView> show(ThemeManager themeManager, boolean drawsMenu, Runnable open) {
        if (!SystemTray.isSupported()) return Optional.empty();
        LostTrayHandler.install();
        AwtIconView iconView = new AwtIconView(SystemTray.getSystemTray(), themeManager, drawsMenu, open);
        try {
            iconView.tray.add(iconView.icon);
            return Optional.of(iconView);
        } catch (AWTException goneMeanwhile) {
            iconView.close();
            return Optional.empty();
        }
    }

    /** Has the icon docked once more, when AWT and a tray that has only just come have got to know each other. */
    public void settle() {
        new DaemonThread("keytray-settle", this::dockSettled).start();
    }

    /** A timer of Swing would keep its thread. */
    private void dockSettled() {
        try {
            Thread.sleep(SETTLED_MILLIS);
            EventQueue.invokeLater(this::dockAgain);
        } catch (InterruptedException ending) {
            // It stays as it is.
        }
    }

    /** AWT moves its icons to a tray that was restarted, but where the two meet too early it loses them. */
    private void dockAgain() {
        if (gone || !SystemTray.isSupported()) return;
        LostTrayHandler.install();
        if (look != null) draw(look);
        tray.remove(icon);
        try {
            tray.add(icon);
        } catch (AWTException goneAgain) {
            // The next tray has it.
        }
    }

    @Override
    public void show(TrayIconModel look) {
        // The trays of X11 say what colour they are.
        boolean dark = (drawsMenu ? SystemTrayColors.isDark() : Optional.<Boolean>empty())
                .orElseGet(themeManager::isPanelDark);
        EventQueue.invokeLater(() -> {
            this.look = look;
            this.dark = dark;
            draw(look);
        });
    }

    private void draw(TrayIconModel look) {
        if (gone || !SystemTray.isSupported()) return;
        icon.setImage(TrayPictures.ofTrayForScreens(look.state(), dark, place()));
        icon.setToolTip(look.tooltip());
        menu = look.menu();
        if (!drawsMenu) icon.setPopupMenu(nativeMenu());
    }

    @Override
    public void notice(String title, String text) {
        icon.displayMessage(title, text, TrayIcon.MessageType.NONE);
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> {
            gone = true;
            tray.removePropertyChangeListener("systemTray", trays);
            try {
                tray.remove(icon);
            } catch (UnsupportedOperationException noTray) {
                // It went before its icon.
            }
        });
    }

    private int place() {
        return Math.min(tray.getTrayIconSize().width, tray.getTrayIconSize().height);
    }

    private PopupMenu nativeMenu() {
        PopupMenu popup = new PopupMenu();
        for (MenuEntry entry : menu.get()) {
            if (entry.isSeparator()) {
                popup.addSeparator();
                continue;
            }
            MenuItem item = new MenuItem(entry.text());
            Runnable action = entry.action();
            item.setEnabled(action != null);
            if (action != null) item.addActionListener(event -> EventQueue.invokeLater(action));
            popup.add(item);
        }
        return popup;
    }

    private final class Mouse extends MouseAdapter {
        private final Runnable open;

        Mouse(Runnable open) {
            this.open = open;
        }

        @Override
        public void mouseClicked(MouseEvent event) {
            if (SwingUtilities.isLeftMouseButton(event)) open.run();
        }

        /** While a button is down the icon's own window has the pointer, and a menu would close at once. */
        @Override
        public void mouseReleased(MouseEvent event) {
            if (!SwingUtilities.isRightMouseButton(event)) return;
            themeManager.install();
            TrayPopup.show(menu.get(), new Point(event.getXOnScreen(), event.getYOnScreen()));
        }
    }
}
