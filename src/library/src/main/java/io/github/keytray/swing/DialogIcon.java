package io.github.keytray.swing;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.image.ImageObserver;
import java.util.Objects;
import javax.swing.Icon;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** An icon of ours in a dialog of the host: for light or dark ground, sharp at any scale. Loaded while the window opens. */
final class DialogIcon implements Icon, ImageObserver {
    private static final int SIZE = 48;

    private final Image plain;
    private final Image doubled;
    private volatile @Nullable Component shownBy;

    /** @param name as in the folder icons, without {@code dialog-} */
    DialogIcon(String name) {
        String start = "dialog-" + name + (isDark(UIManager.getColor("Panel.background")) ? "-dark-" : "-");
        plain = image(start + SIZE);
        doubled = image(start + 2 * SIZE);
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        shownBy = component;
        g.drawImage(g.getTransform().getScaleX() > 1 ? doubled : plain, x, y, SIZE, SIZE, this);
        g.dispose();
    }

    /** Loading does not block the event dispatch thread: a component that is painted too early is painted again. */
    @Override
    public boolean imageUpdate(Image image, int flags, int x, int y, int width, int height) {
        boolean done = (flags & (ALLBITS | ABORT | ERROR)) != 0;
        Component component = shownBy;
        if (done && component != null) SwingUtilities.invokeLater(component::repaint);
        return !done;
    }

    @Override
    public int getIconWidth() {
        return SIZE;
    }

    @Override
    public int getIconHeight() {
        return SIZE;
    }

    /** Whether it is painted already. */
    boolean isLoaded() {
        Toolkit toolkit = Toolkit.getDefaultToolkit();
        return ((toolkit.checkImage(plain, -1, -1, null) | toolkit.checkImage(doubled, -1, -1, null)) & ALLBITS) != 0;
    }

    /** Whether light text is read on this ground. */
    static boolean isDark(@Nullable Color ground) {
        return ground != null && Contrast.luminance(ground) < 0.18;
    }

    private static Image image(String name) {
        return Toolkit.getDefaultToolkit()
                .createImage(Objects.requireNonNull(DialogIcon.class.getResource(name + ".png")));
    }
}
