package io.github.keytray.tray.window;

import java.awt.BorderLayout;
import javax.swing.JPanel;
import javax.swing.UIManager;

/** What is around a list, and has its ground in every look and feel that comes. */
final class ListColoredPanel extends JPanel {
    private static final long serialVersionUID = 1L;

    ListColoredPanel() {
        super(new BorderLayout());
    }

    @Override
    public void updateUI() {
        super.updateUI();
        setBackground(UIManager.getColor("List.background"));
    }
}
