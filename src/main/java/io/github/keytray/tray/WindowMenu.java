package io.github.keytray.tray;

import java.awt.event.KeyEvent;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.KeyStroke;

/** The window's menus: everything there is to do, with the keys that do it. On the event dispatch thread. */
final class WindowMenu extends JMenuBar {
    private static final long serialVersionUID = 1L;

    private final JCheckBoxMenuItem paused;
    private final JCheckBoxMenuItem autostart = new JCheckBoxMenuItem();

    WindowMenu(Words words, Wishes wishes, Deed signIn, AccountDeeds deeds, JFrame frame) {
        Deed pause = new Deed(words.text("window.pause"), null, wishes::pauseOrResume);
        Deed start = new Deed(words.text("window.autostart"), null, () -> wishes.setAutostart(autostart.isSelected()));
        paused = new JCheckBoxMenuItem(pause);
        autostart.setAction(start);
        autostart.setEnabled(false);
        JMenu keytray = menu(words.text("window.menu"));
        keytray.add(signIn);
        keytray.addSeparator();
        keytray.add(paused);
        keytray.add(autostart);
        keytray.add(new Deed(words.text("window.declined"), null, wishes::showDeclined));
        keytray.addSeparator();
        keytray.add(new Deed(
                words.text("window.hide"),
                KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                () -> frame.setVisible(false)));
        keytray.add(new Deed(words.text("window.quit"), AccountsWindow.control(KeyEvent.VK_Q), wishes::quit));
        JMenu account = menu(words.text("window.account"));
        deeds.all().forEach(account::add);
        add(keytray);
        add(account);
    }

    private static JMenu menu(String text) {
        Deed named = new Deed(text, null, () -> {});
        return new JMenu(named);
    }

    void showPaused(boolean isPaused) {
        paused.setSelected(isPaused);
    }

    /** Whether the tray starts with the session, and whether that is for the person to say. */
    void showAutostart(boolean on, boolean free) {
        autostart.setSelected(on);
        autostart.setEnabled(free);
    }
}
