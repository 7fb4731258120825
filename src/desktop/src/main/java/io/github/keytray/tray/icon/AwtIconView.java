package io.github.keytray.tray.icon;

import io.github.keytray.tray.text.TrayState;
import io.github.keytray.tray.theme.ThemeManager;
import io.github.keytray.tray.theme.TrayPictures;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.List;
import java.util.Optional;

/** The icon in the trays of Windows and macOS, by AWT. */
public final class AwtIconView implements TrayIconView {
    private final SystemTray tray;
    private final TrayIcon icon;
    private final ThemeManager themeManager;

    private AwtIconView(SystemTray tray, ThemeManager themeManager, Runnable open) {
        this.tray = tray;
        this.themeManager = themeManager;
        this.icon = new TrayIcon(picture(TrayState.READY, themeManager.isPanelDark()));
        icon.addActionListener(event -> open.run());
    }

    /**
     * Shows the icon. On the event dispatch thread.
     *
     * @param open what a click does
     * @return empty where there is no tray
     */
    public static Optional<AwtIconView> show(ThemeManager themeManager, Runnable open) {
        if (!SystemTray.isSupported()) return Optional.empty();
        AwtIconView iconView = new AwtIconView(SystemTray.getSystemTray(), themeManager, open);
        try {
            iconView.tray.add(iconView.icon);
            return Optional.of(iconView);
        } catch (AWTException goneMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void show(TrayIconModel look) {
        boolean dark = themeManager.isPanelDark();
        EventQueue.invokeLater(() -> {
            icon.setImage(picture(look.state(), dark));
            icon.setToolTip(look.tooltip());
            icon.setPopupMenu(menu(look.menu().get()));
        });
    }

    @Override
    public void notice(String title, String text) {
        icon.displayMessage(title, text, TrayIcon.MessageType.NONE);
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> tray.remove(icon));
    }

    private Image picture(TrayState state, boolean dark) {
        int place = Math.min(tray.getTrayIconSize().width, tray.getTrayIconSize().height);
        return TrayPictures.ofTrayForScreens(state, dark, place);
    }

    private static PopupMenu menu(List<MenuEntry> entries) {
        PopupMenu popup = new PopupMenu();
        for (MenuEntry entry : entries) {
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
}
