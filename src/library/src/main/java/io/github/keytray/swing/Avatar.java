package io.github.keytray.swing;

import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;
import javax.swing.Icon;

/** A person's initials on a disc of a colour that is always theirs. Says nothing that the name beside it does not. */
record Avatar(DisplayedUser person, int size) implements Icon {
    /** White is read well on each of them. */
    static final List<Color> COLOURS = List.of(
            new Color(0x17506b),
            new Color(0x7a3e00),
            new Color(0x5b3a8e),
            new Color(0x1a6b3f),
            new Color(0x8e2a4d),
            new Color(0x4a4f57));

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(COLOURS.get(Math.floorMod(person.id().hashCode(), COLOURS.size())));
        g.fillOval(x, y, size, size);
        g.setColor(Color.WHITE);
        g.setFont(WrappedText.labelFont().deriveFont(Font.BOLD, size * 0.4f));
        String initials = person.initials();
        FontMetrics metrics = g.getFontMetrics();
        g.drawString(
                initials,
                x + (size - metrics.stringWidth(initials)) / 2f,
                y + (size - metrics.getHeight()) / 2f + metrics.getAscent());
        g.dispose();
    }

    @Override
    public int getIconWidth() {
        return size;
    }

    @Override
    public int getIconHeight() {
        return size;
    }
}
