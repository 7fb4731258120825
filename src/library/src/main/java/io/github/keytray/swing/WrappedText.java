package io.github.keytray.swing;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GraphicsConfiguration;
import java.awt.geom.AffineTransform;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.LookAndFeel;
import javax.swing.UIManager;

/** Texts that wrap, and look like labels. */
final class WrappedText {
    /** In letters m of the label's font: lines of a length that reads well. */
    private static final int COLUMNS = 30;

    /** The property of an area that has the scale of the screen for which its text was filled in. */
    private static final String SCALE = "keytray.scale";

    private WrappedText() {}

    static JTextArea text(String text) {
        JTextArea area = area(labelFont());
        fill(area, text);
        return area;
    }

    /** What the window is about. */
    static JTextArea heading(String text) {
        JTextArea area = area(headingFont());
        area.setBorder(BorderFactory.createEmptyBorder(0, 0, em(area) / 3, 0));
        fill(area, text);
        return area;
    }

    /** A text that wraps knows its height once it knows its width. */
    static void fill(JTextArea area, String text) {
        int width = width();
        area.setText(unbroken(text));
        area.setSize(width, Short.MAX_VALUE);
        area.setPreferredSize(null);
        area.setPreferredSize(new Dimension(width, area.getPreferredSize().height));
        area.putClientProperty(SCALE, scale(area));
    }

    /** Of the screen that it is on; an area that is on none counts as one on a screen without a scale. */
    private static AffineTransform scale(JTextArea area) {
        GraphicsConfiguration screen = area.getGraphicsConfiguration();
        return screen == null ? new AffineTransform() : screen.getDefaultTransform();
    }

    /** Java breaks names of hosts at their dots, in all texts but the plainest: not where there is no space. */
    private static String unbroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 255) return text.replaceAll("(?<=\\S)\\.(?=[^\\s\ufeff])", ".\ufeff");
        }
        return text;
    }

    /** The height of a line. All gaps are multiples of it, so that they fit every font and scale. */
    static int em(JComponent component) {
        return component.getFontMetrics(component.getFont()).getHeight();
    }

    /** How wide a text of the windows is. */
    static int width() {
        return new JPanel(null).getFontMetrics(labelFont()).charWidth('m') * COLUMNS;
    }

    static Font headingFont() {
        Font font = labelFont();
        return font.deriveFont(Font.BOLD, Math.round(font.getSize2D() * 1.2f));
    }

    /** The host's, but plain: whole sentences in bold, as Metal has its labels, do not read well. */
    static Font labelFont() {
        Font font = UIManager.getFont("Label.font");
        return font == null ? new Font(Font.DIALOG, Font.PLAIN, 12) : font.deriveFont(Font.PLAIN);
    }

    private static JTextArea area(Font font) {
        JTextArea area = new JTextArea() {
            private static final long serialVersionUID = 1L;

            @Override
            public void updateUI() {
                super.updateUI();
                LookAndFeel.installColorsAndFont(this, "Label.background", "Label.foreground", "Label.font");
                // Nothing can be dropped here. To tell an X server that something could be takes many requests.
                setDropTarget(null);
            }

            /** Where the window is wider, its lines stay as long: with longer ones there were fewer, and a gap below. */
            @Override
            public void setBounds(int x, int y, int room, int height) {
                int used = Math.min(room, WrappedText.width());
                boolean isLeftToRight = getComponentOrientation().isLeftToRight();
                super.setBounds(isLeftToRight ? x : x + room - used, y, used, height);
            }

            /** On a screen with a scale letters are of another width. */
            @Override
            public void addNotify() {
                super.addNotify();
                if (!scale(this).equals(getClientProperty(SCALE))) fill(this, getText());
            }
        };
        area.setFont(font);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setEditable(false);
        area.setFocusable(false);
        area.setOpaque(false);
        // Nimbus paints a background whether opaque or not.
        area.setBackground(new Color(0, true));
        // Not null, in whose place another look and feel has a border of its own.
        area.setBorder(BorderFactory.createEmptyBorder());
        return area;
    }
}
