package io.github.keytray.tray.window;

import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.tray.theme.Sizes;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import javax.swing.Icon;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/**
 * A state as a small sign beside its words: told apart by shape as well as by colour.
 *
 * @param ground the colour beneath it; null for that of what it is painted on
 * @param ink the one colour it is to have, as on a chosen line; null for the state's own
 */
record StateIcon(
        SignInState state, @Nullable Color ground, @Nullable Color ink) implements Icon {
    private static final int SIZE = 16;

    @Override
    public int getIconWidth() {
        return Sizes.px(SIZE);
    }

    @Override
    public int getIconHeight() {
        return Sizes.px(SIZE);
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create(x, y, getIconWidth(), getIconHeight());
        g.scale(Sizes.factor(), Sizes.factor());
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setStroke(new BasicStroke(1.75f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Color beneath = ground == null ? component.getBackground() : ground;
        switch (state.attention()) {
            case PERSON -> warning(g, beneath);
            case TROUBLE ->
                disc(
                        g,
                        beneath,
                        "Actions.Grey",
                        new Line2D.Double(5.7, 5.7, 10.3, 10.3),
                        new Line2D.Double(10.3, 5.7, 5.7, 10.3));
            case PAUSED ->
                disc(
                        g,
                        beneath,
                        "Actions.Grey",
                        new Line2D.Double(6.4, 5.5, 6.4, 10.5),
                        new Line2D.Double(9.6, 5.5, 9.6, 10.5));
            case NONE -> wellOrWaiting(g, beneath);
        }
        g.dispose();
    }

    private void wellOrWaiting(Graphics2D g, Color beneath) {
        if (state instanceof Valid) {
            disc(
                    g,
                    beneath,
                    "Actions.Green",
                    new Line2D.Double(4.9, 8.3, 7.1, 10.5),
                    new Line2D.Double(7.1, 10.5, 11.1, 5.9));
            return;
        }
        g.setColor(color("Actions.Grey"));
        double arc = state instanceof Refreshing ? 270 : 360;
        g.draw(new Arc2D.Double(2.5, 2.5, 11, 11, 90, arc, Arc2D.OPEN));
    }

    private void disc(Graphics2D g, Color beneath, String color, Line2D... sign) {
        g.setColor(color(color));
        g.fill(new Ellipse2D.Double(1, 1, 14, 14));
        g.setColor(beneath);
        for (Line2D line : sign) g.draw(line);
    }

    private void warning(Graphics2D g, Color beneath) {
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(8, 2.2);
        triangle.lineTo(14.6, 13.6);
        triangle.lineTo(1.4, 13.6);
        triangle.closePath();
        g.setColor(color("Actions.Yellow"));
        g.fill(triangle);
        g.draw(triangle);
        g.setColor(beneath);
        g.draw(new Line2D.Double(8, 6.3, 8, 9.3));
        g.fill(new Ellipse2D.Double(7, 11, 2, 2));
    }

    private Color color(String name) {
        if (ink != null) return ink;
        Color color = UIManager.getColor(name);
        return color == null ? Color.GRAY : color;
    }
}
