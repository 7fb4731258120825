package io.github.keytray.tray.window;

import io.github.keytray.tray.theme.Sizes;
import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import javax.swing.Icon;
import org.jspecify.annotations.Nullable;

/**
 * A provider beside its name: its own picture, in as many pixels as the screen has for it, or a globe where it has none.
 * On the event dispatch thread.
 */
public final class ProviderIcon implements Icon {
    private static final int SIZE = 16;

    private final @Nullable BufferedImage picture;
    private @Nullable BufferedImage fitted;

    ProviderIcon(@Nullable BufferedImage picture) {
        this.picture = picture;
    }

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
        Graphics2D g = (Graphics2D) graphics.create();
        if (picture == null) {
            g.translate(x, y);
            g.scale(Sizes.factor(), Sizes.factor());
            g.setColor(component.getForeground());
            globe(g);
        } else {
            AffineTransform screen = g.getTransform();
            Point2D corner = screen.transform(new Point2D.Double(x, y), null);
            g.setTransform(new AffineTransform());
            int size = (int) Math.round(getIconWidth() * screen.getScaleX());
            g.drawImage(fitted(picture, size), (int) Math.round(corner.getX()), (int) Math.round(corner.getY()), null);
        }
        g.dispose();
    }

    private static void globe(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setStroke(new BasicStroke(1.25f));
        g.draw(new Ellipse2D.Double(1.5, 1.5, 13, 13));
        g.draw(new Ellipse2D.Double(5, 1.5, 6, 13));
        g.draw(new Line2D.Double(1.5, 8, 14.5, 8));
    }

    private BufferedImage fitted(BufferedImage picture, int size) {
        BufferedImage image = fitted;
        if (image == null || image.getWidth() != size) fitted = image = fit(picture, size);
        return image;
    }

    /** In a square, by halves: what is made much smaller at once loses its thin lines. */
    private static BufferedImage fit(BufferedImage picture, int size) {
        BufferedImage image = picture;
        while (Math.max(image.getWidth(), image.getHeight()) >= 2 * size) {
            image = draw(image, Math.max(1, image.getWidth() / 2), Math.max(1, image.getHeight() / 2), 0);
        }
        double factor = size / (double) Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        return draw(image, width, height, size);
    }

    /** @param square the side of the square that it is in the middle of; none for 0 */
    private static BufferedImage draw(BufferedImage image, int width, int height, int square) {
        BufferedImage drawn =
                new BufferedImage(Math.max(width, square), Math.max(height, square), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = drawn.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, (drawn.getWidth() - width) / 2, (drawn.getHeight() - height) / 2, width, height, null);
        g.dispose();
        return drawn;
    }
}
