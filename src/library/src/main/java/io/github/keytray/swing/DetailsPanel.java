package io.github.keytray.swing;

import java.awt.BorderLayout;
import java.awt.Font;
import java.awt.Window;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;

/** What support wants to know: hidden until it is asked for, seen before it is copied. */
final class DetailsPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 7;

    DetailsPanel(Messages messages, String text) {
        super(new BorderLayout());
        JTextArea area = new JTextArea(text, ROWS, 1);
        area.setEditable(false);
        area.setLineWrap(true);
        area.setFont(
                new Font(Font.MONOSPACED, Font.PLAIN, WrappedText.labelFont().getSize() - 1));
        area.setCaretPosition(0);
        area.getAccessibleContext()
                .setAccessibleName(messages.label("problem.details").text());
        JScrollPane scroll = new JScrollPane(area);
        scroll.setVisible(false);

        JToggleButton toggle = new JToggleButton();
        messages.label("problem.details").putOn(toggle);
        JButton copy = new CopyButton(messages, "problem.copy", text);
        toggle.addActionListener(event -> {
            scroll.setVisible(toggle.isSelected());
            Window window = SwingUtilities.getWindowAncestor(this);
            if (window != null) window.pack();
        });

        int gap = WrappedText.em(toggle) / 2;
        JPanel buttons = new JPanel();
        buttons.setLayout(new BoxLayout(buttons, BoxLayout.LINE_AXIS));
        buttons.setBorder(BorderFactory.createEmptyBorder(gap, 0, gap, 0));
        buttons.add(toggle);
        buttons.add(Box.createHorizontalStrut(gap));
        buttons.add(copy);
        buttons.add(Box.createHorizontalGlue());
        add(buttons, BorderLayout.PAGE_START);
        add(scroll, BorderLayout.CENTER);
    }
}
