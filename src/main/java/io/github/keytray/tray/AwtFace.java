package io.github.keytray.tray;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.MenuItem;
import java.awt.Point;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.SwingUtilities;

/** The icon in the tray that AWT knows: Windows, macOS, and the XEmbed trays of X11. */
final class AwtFace implements TrayFace {
    private final SystemTray tray;
    private final TrayIcon icon;
    private final boolean dark;
    private final boolean drawsMenu;
    private List<MenuEntry> menu = List.of();

    private AwtFace(SystemTray tray, boolean dark, boolean drawsMenu, Runnable open) {
        this.tray = tray;
        this.dark = dark;
        this.drawsMenu = drawsMenu;
        this.icon = new TrayIcon(Pictures.ofTrayForScreens(TrayState.READY, dark, place()));
        if (drawsMenu) {
            icon.addMouseListener(new Mouse(open));
        } else {
            icon.addActionListener(event -> open.run());
        }
    }

    /**
     * Shows the icon.
     *
     * @param drawsMenu whether the menu is ours to draw: AWT's own on X11 is of another age
     * @param open what a click does
     * @return empty where there is no tray
     */
    static Optional<TrayFace> show(boolean dark, boolean drawsMenu, Runnable open) {
        if (!SystemTray.isSupported()) return Optional.empty();
        AwtFace face = new AwtFace(SystemTray.getSystemTray(), dark, drawsMenu, open);
        try {
            face.tray.add(face.icon);
            return Optional.of(face);
        } catch (AWTException goneMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void show(TrayLook look) {
        icon.setImage(Pictures.ofTrayForScreens(look.state(), dark, place()));
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
        tray.remove(icon);
    }

    private int place() {
        return Math.min(tray.getTrayIconSize().width, tray.getTrayIconSize().height);
    }

    private PopupMenu nativeMenu() {
        PopupMenu popup = new PopupMenu();
        for (MenuEntry entry : menu) {
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
            TrayPopup.show(menu, new Point(event.getXOnScreen(), event.getYOnScreen()));
        }
    }
}
