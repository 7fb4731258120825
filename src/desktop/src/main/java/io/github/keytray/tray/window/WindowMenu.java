package io.github.keytray.tray.window;

import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.RunnableAction;
import java.awt.event.KeyEvent;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.KeyStroke;

/** The window's menus: everything there is to do, with the keys that do it. On the event dispatch thread. */
public final class WindowMenu extends JMenuBar {
    private static final long serialVersionUID = 1L;

    private final SignInText words;
    private final WindowActions windowActions;
    private final JCheckBoxMenuItem paused;
    private final JMenuItem move;
    private final JCheckBoxMenuItem autostart = PlainText.in(new JCheckBoxMenuItem());

    WindowMenu(
            SignInText words,
            WindowActions windowActions,
            RunnableAction signIn,
            AccountActions accountActions,
            JFrame frame) {
        this.words = words;
        this.windowActions = windowActions;
        RunnableAction pause = new RunnableAction(words.text("window.pause"), null, windowActions::pauseOrResume);
        RunnableAction start = new RunnableAction(
                words.text("window.autostart"), null, () -> windowActions.setAutostart(autostart.isSelected()));
        paused = PlainText.in(new JCheckBoxMenuItem(pause));
        autostart.setAction(start);
        autostart.setEnabled(false);
        JMenu keytray = menu(words.text("window.menu"));
        PlainText.in(keytray.add(signIn));
        keytray.addSeparator();
        keytray.add(paused);
        keytray.add(autostart);
        PlainText.in(keytray.add(new RunnableAction(words.text("window.declined"), null, windowActions::showDeclined)));
        move = PlainText.in(keytray.add(new RunnableAction("", null, () -> {})));
        move.setVisible(false);
        keytray.addSeparator();
        PlainText.in(keytray.add(new RunnableAction(
                words.text("window.hide"),
                KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                () -> frame.setVisible(false))));
        PlainText.in(keytray.add(new RunnableAction(
                words.text("window.quit"), AccountsWindow.control(KeyEvent.VK_Q), windowActions::quit)));
        JMenu account = menu(words.text("window.account"));
        accountActions.all().forEach(deed -> PlainText.in(account.add(deed)));
        add(keytray);
        add(account);
    }

    private static JMenu menu(String text) {
        RunnableAction named = new RunnableAction(text, null, () -> {});
        return PlainText.in(new JMenu(named));
    }

    /** Offers to move all sign-ins to the keychain of that name. */
    public void showMove(String to) {
        move.setAction(new RunnableAction(words.text("window.move", to), null, windowActions::moveSignIns));
        move.setVisible(true);
    }

    public void hideMove() {
        move.setVisible(false);
    }

    void showPaused(boolean isPaused) {
        paused.setSelected(isPaused);
    }

    /** Whether the tray starts with the session, and whether that is for the person to say. */
    public void showAutostart(boolean on, boolean free) {
        autostart.setSelected(on);
        autostart.setEnabled(free);
    }
}
