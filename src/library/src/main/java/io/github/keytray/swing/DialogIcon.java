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
    /** Of the font beside which the icon has that size. Larger ones are those of a dense screen, on some desktops. */
    private static final float USUAL_FONT = 13;

    private final String name;
    private final int size;
    private Pictures pictures;
    private volatile @Nullable Component shownBy;

    /** @param name as in the folder icons, without {@code dialog-} */
    DialogIcon(String name) {
        this.name = name;
        size = size(WrappedText.labelFont().getSize2D());
        pictures = pictures();
    }

    /** Beside a font of a size; a whole number of times the usual one, because it is sharp at those it was drawn for. */
    static int size(float font) {
        return SIZE * Math.max(1, Math.round(font / USUAL_FONT));
    }

    /** For the ground that dialogs have now: the look and feel may change while one is open. */
    private Pictures pictures() {
        return Pictures.of(name, isDark(UIManager.getColor("Panel.background")));
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        shownBy = component;
        if (pictures.isDark() != isDark(UIManager.getColor("Panel.background"))) pictures = pictures();
        boolean large = g.getTransform().getScaleX() * size > SIZE;
        g.drawImage(large ? pictures.doubled() : pictures.plain(), x, y, size, size, this);
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
        return size;
    }

    @Override
    public int getIconHeight() {
        return size;
    }

    /** Whether it is painted already. */
    boolean isLoaded() {
        Toolkit toolkit = Toolkit.getDefaultToolkit();
        return ((toolkit.checkImage(pictures.plain(), -1, -1, null)
                                | toolkit.checkImage(pictures.doubled(), -1, -1, null))
                        & ALLBITS)
                != 0;
    }

    /** Whether light text is read on this ground. */
    static boolean isDark(@Nullable Color ground) {
        return ground != null && Contrast.luminance(ground) < 0.18;
    }

    /** At the two sizes that it was drawn for. */
    private record Pictures(boolean isDark, Image plain, Image doubled) {
        static Pictures of(String name, boolean isDark) {
            String start = "dialog-" + name + (isDark ? "-dark-" : "-");
            return new Pictures(isDark, image(start + SIZE), image(start + 2 * SIZE));
        }

        private static Image image(String name) {
            return Toolkit.getDefaultToolkit()
                    .createImage(Objects.requireNonNull(DialogIcon.class.getResource(name + ".png")));
        }
    }
}
