package io.github.keytray.tray;

import java.awt.Point;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import javax.swing.JDialog;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;

/** A menu at a place on the screen. An undecorated dialog holds it, so that it has the keyboard, and goes with the focus. */
final class TrayPopup {
    private TrayPopup() {}

    static void show(List<MenuEntry> entries, Point place) {
        JPopupMenu popup = new JPopupMenu();
        for (MenuEntry entry : entries) {
            if (entry.isSeparator()) {
                popup.addSeparator();
                continue;
            }
            JMenuItem item = popup.add(entry.text());
            Runnable action = entry.action();
            item.setEnabled(action != null);
            if (action != null) item.addActionListener(event -> action.run());
        }
        JDialog holder = new JDialog();
        holder.setName("keytray.menu");
        holder.setUndecorated(true);
        holder.setAlwaysOnTop(true);
        holder.setSize(1, 1);
        holder.setLocation(place);
        holder.addWindowFocusListener(new WindowAdapter() {
            @Override
            public void windowLostFocus(WindowEvent event) {
                popup.setVisible(false);
            }
        });
        popup.addPopupMenuListener(new Disposal(holder));
        holder.setVisible(true);
        popup.show(holder.getContentPane(), 0, 0);
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
