package io.github.keytray.tray.window;

import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.RunnableAction;
import io.github.keytray.tray.theme.Sizes;
import io.github.keytray.tray.theme.Theme;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridBagLayout;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.ImageIcon;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** The content of the window without sign-ins: what Keytray is for, and the first step. */
final class EmptyPanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private final JButton button;

    EmptyPanel(SignInText words, RunnableAction signIn) {
        super(new GridBagLayout());
        JLabel heading = PlainText.in(new JLabel(words.text("empty.heading")));
        Font font = heading.getFont();
        heading.setFont(font.deriveFont(Font.BOLD, font.getSize2D() * 1.4f));
        WrappingLabel text = new WrappingLabel(words.text("empty.text"));
        int em = heading.getFontMetrics(heading.getFont()).getHeight();
        text.setSize(new Dimension(em * 18, Short.MAX_VALUE));
        text.setMaximumSize(new Dimension(em * 18, text.getPreferredSize().height));
        button = PlainText.in(new JButton(signIn));
        JPanel column = new JPanel();
        column.setLayout(new BoxLayout(column, BoxLayout.PAGE_AXIS));
        JLabel picture = new JLabel(new ImageIcon(Theme.picture(Sizes.factor() < 1.5f ? 64 : 128)));
        add(column, 0, picture);
        add(column, em * 3 / 4, heading);
        add(column, em / 3, text);
        add(column, em, button);
        add(column);
    }

    JButton button() {
        return button;
    }

    private static void add(JPanel column, int gap, JComponent component) {
        component.setAlignmentX(Component.LEFT_ALIGNMENT);
        column.add(Box.createVerticalStrut(gap));
        column.add(component);
    }
}
