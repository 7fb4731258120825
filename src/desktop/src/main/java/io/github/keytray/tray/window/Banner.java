package io.github.keytray.tray.window;

import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.RunnableAction;
import io.github.keytray.tray.theme.Sizes;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.BorderLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.UIManager;

/** A line above everything that says what holds all of it up, with a button that mends it. */
final class Banner extends JPanel {
    private static final long serialVersionUID = 1L;

    private final WrappingLabel text = new WrappingLabel("");
    private final JButton button = PlainText.in(new JButton());

    Banner() {
        super(new BorderLayout(Sizes.px(12), 0));
        JPanel middle = new JPanel(new GridBagLayout());
        GridBagConstraints wide = new GridBagConstraints();
        wide.weightx = 1;
        wide.fill = GridBagConstraints.HORIZONTAL;
        middle.add(text, wide);
        add(middle, BorderLayout.CENTER);
        add(button, BorderLayout.LINE_END);
        setVisible(false);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(0, 0, 1, 0, UIManager.getColor("Component.borderColor")),
                Sizes.border(8, 16, 8, 16)));
    }

    void show(String sentence, RunnableAction remedy) {
        text.setText(sentence);
        if (button.getAction() != remedy) button.setAction(remedy);
        setVisible(true);
    }
}
