package io.github.keytray.tray.icon;

import io.github.keytray.tray.theme.PlainText;
import java.awt.ComponentOrientation;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import javax.swing.JDialog;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.Timer;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;

/**
 * A menu at a place on the screen. An undecorated dialog holds it, so that it has the keyboard: it comes with the focus,
 * once the dialog has come to rest, and goes with it.
 */
final class TrayPopup {
    /** A window that a window manager still moves about would take its menu away again. */
    private static final int REST_MILLIS = 60;

    private TrayPopup() {}

    static void show(List<MenuEntry> entries, Point place) {
        JPopupMenu popup = new JPopupMenu();
        for (MenuEntry entry : entries) {
            if (entry.isSeparator()) {
                popup.addSeparator();
                continue;
            }
            JMenuItem item = popup.add(PlainText.in(new JMenuItem()));
            item.setText(entry.text());
            Runnable action = entry.action();
            item.setEnabled(action != null);
            if (action != null) item.addActionListener(event -> action.run());
        }
        popup.applyComponentOrientation(ComponentOrientation.getOrientation(popup.getLocale()));
        JDialog holder = new JDialog();
        holder.setName("keytray.menu");
        holder.setUndecorated(true);
        holder.setAlwaysOnTop(true);
        holder.setSize(1, 1);
        holder.setLocation(place);
        Timer rest = new Timer(REST_MILLIS, event -> popup.show(holder.getContentPane(), 0, above(popup, holder)));
        rest.setRepeats(false);
        holder.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentMoved(ComponentEvent event) {
                if (rest.isRunning()) rest.restart();
            }

            @Override
            public void componentResized(ComponentEvent event) {
                if (rest.isRunning()) rest.restart();
            }
        });
        holder.addWindowFocusListener(new WindowAdapter() {
            @Override
            public void windowGainedFocus(WindowEvent event) {
                if (!popup.isVisible()) rest.restart();
            }

            @Override
            public void windowLostFocus(WindowEvent event) {
                popup.setVisible(false);
            }
        });
        popup.addPopupMenuListener(new Disposal(holder));
        holder.setVisible(true);
    }

    /** Over the place where there is no room below it: the pointer would be on the last entry, which ends the program. */
    private static int above(JPopupMenu popup, JDialog holder) {
        Rectangle screen = holder.getGraphicsConfiguration().getBounds();
        int height = popup.getPreferredSize().height;
        return holder.getY() + height <= screen.y + screen.height ? 0 : -height;
    }

    private record Disposal(JDialog holder) implements PopupMenuListener {
        @Override
        public void popupMenuWillBecomeVisible(PopupMenuEvent event) {}

        @Override
        public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
            holder.dispose();
        }

        @Override
        public void popupMenuCanceled(PopupMenuEvent event) {}
    }
}
