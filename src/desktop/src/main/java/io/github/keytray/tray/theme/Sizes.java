package io.github.keytray.tray.theme;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Insets;
import javax.swing.BorderFactory;
import javax.swing.border.Border;

/**
 * Lengths that grow with the font: some desktops make only that larger on a dense screen. Given in pixels beside a font of
 * usual size.
 */
public final class Sizes {
    private Sizes() {}

    public static int px(int usual) {
        return UIScale.scale(usual);
    }

    /** How many times larger than usual. */
    public static float factor() {
        return UIScale.getUserScaleFactor();
    }

    public static Border border(int top, int left, int bottom, int right) {
        return BorderFactory.createEmptyBorder(px(top), px(left), px(bottom), px(right));
    }

    public static Insets insets(int top, int left, int bottom, int right) {
        return new Insets(px(top), px(left), px(bottom), px(right));
    }
}
