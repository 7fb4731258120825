package io.github.keytray.swing;

import io.github.keytray.testing.Screen;
import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import javax.swing.text.BadLocationException;
import javax.swing.text.JTextComponent;

/** Whether every word of a window can be read: none cut off, and all with the contrast of WCAG AA, as measured in its picture. */
public final class Legibility {
    private static final double AA = 4.5;
    private static final int SHADES = 0xe0e0e0;

    private Legibility() {}

    /**
     * Says what cannot be read.
     *
     * @param picture the window as it is on the screen, in real pixels
     */
    public static List<String> problems(Container window, BufferedImage picture) {
        List<String> problems = new ArrayList<>();
        double scale = picture.getWidth() / (double) window.getWidth();
        Screen.all(window)
                .filter(Component::isShowing)
                .filter(Legibility::isText)
                .forEach(component -> {
                    if (isCutOff(component)) problems.add("cut off: " + text(component));
                    double contrast = contrast(component, window, picture, scale);
                    if (contrast < AA) problems.add("contrast %.1f: %s".formatted(contrast, text(component)));
                });
        return problems;
    }

    private static boolean isText(Component component) {
        if (!component.isEnabled() || component.getParent() instanceof JViewport) return false;
        return !text(component).isBlank();
    }

    private static String text(Component component) {
        String text = null;
        if (component instanceof JLabel label) text = label.getText();
        if (component instanceof AbstractButton button) text = button.getText();
        if (component instanceof JTextComponent field) text = field.getText();
        return text == null ? "" : text;
    }

    private static boolean isCutOff(Component component) {
        if (component instanceof JTextArea area) return isCutOff(area);
        if (component instanceof JTextComponent) return false;
        Dimension wanted = component.getPreferredSize();
        return component.getWidth() < wanted.width || component.getHeight() < wanted.height;
    }

    private static boolean isCutOff(JTextArea area) {
        try {
            for (int i = 0; i <= area.getText().length(); i++) {
                Rectangle letter = area.modelToView2D(i).getBounds();
                if (letter.getMaxY() > area.getHeight() + 1 || letter.x > area.getWidth()) return true;
            }
            return false;
        } catch (BadLocationException e) {
            throw new AssertionError(e);
        }
    }

    /** Between the ground, which is the most common colour but for shades of it, and the colour that differs most. */
    private static double contrast(Component component, Container window, BufferedImage picture, double scale) {
        Point corner = SwingUtilities.convertPoint(component, 0, 0, window);
        Rectangle area = new Rectangle(
                        (int) (corner.x * scale), (int) (corner.y * scale), (int) (component.getWidth() * scale), (int)
                                (component.getHeight() * scale))
                .intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
        int[] pixels = picture.getRGB(area.x, area.y, area.width, area.height, null, 0, area.width);
        int shade = IntStream.of(pixels)
                .map(pixel -> pixel & SHADES)
                .boxed()
                .collect(Collectors.groupingBy(pixel -> pixel, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        int ground = IntStream.of(pixels)
                .filter(pixel -> (pixel & SHADES) == shade)
                .findFirst()
                .orElseThrow();
        return IntStream.of(pixels)
                .distinct()
                .mapToDouble(pixel -> Contrast.ratio(new Color(ground), new Color(pixel)))
                .max()
                .orElseThrow();
    }
}
