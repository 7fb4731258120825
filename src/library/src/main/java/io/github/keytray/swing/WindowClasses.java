package io.github.keytray.swing;

import io.github.keytray.internal.platform.DaemonThread;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of our windows on the thread of a sign-in, before the event dispatch thread needs them: loading them
 * there would keep the host's windows still for many frames. Loads only, fonts too, and makes no component.
 */
final class WindowClasses {
    /**
     * What {@code -Xlog:class+load} shows of a first sign-in, and of its link where no browser opens; one that this Java does
     * not have is passed over.
     */
    private static final String LIST = "window-classes.txt";

    private static final List<String> COMPONENTS = List.of(
            "ButtonUI", "CheckBoxUI", "LabelUI", "PanelUI", "ProgressBarUI", "RootPaneUI", "TextAreaUI", "TextFieldUI");

    /** Those of ASCII, which most of our texts have. */
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 .,:;!?-/&%'\"()";

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private WindowClasses() {}

    /** The first call does it. */
    static void load() throws InterruptedException {
        if (DONE.getAndSet(true)) return;
        InputStream list = WindowClasses.class.getResourceAsStream(LIST);
        if (list == null) return;
        try (BufferedReader names = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))) {
            for (String name = names.readLine(); name != null; name = names.readLine()) load(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Those of the host's look and feel.
        for (String component : COMPONENTS) UIManager.getDefaults().getUIClass(component);
        loadFonts();
    }

    /** On a thread that is not interrupted: Java clears an interrupt where it reads a font, and the sign-in would go on. */
    static void loadFonts() throws InterruptedException {
        Thread loading = new DaemonThread("keytray-fonts", WindowClasses::measureLetters);
        loading.start();
        loading.join();
    }

    /**
     * Java keeps the width of a letter for its font and the rules of measuring, once it was asked for. Our texts are measured
     * before their window is on a screen, and then on that screen, which most of the time is the default one.
     */
    private static void measureLetters() {
        try {
            measureLetters(null);
            measureLetters(GraphicsEnvironment.getLocalGraphicsEnvironment()
                    .getDefaultScreenDevice()
                    .getDefaultConfiguration()
                    .getDefaultTransform());
        } catch (RuntimeException | Error unusable) {
            // Thrown again by the window, and told.
        }
    }

    private static void measureLetters(@Nullable AffineTransform screen) {
        FontRenderContext rules = fontRenderContext(screen);
        WrappedText.labelFont().getStringBounds(LETTERS, rules);
        WrappedText.headingFont().getStringBounds(LETTERS, rules);
    }

    /**
     * By which rules the components of the host's look and feel measure.
     *
     * @param screen the transform of the screen that they are on, or null
     */
    static FontRenderContext fontRenderContext(@Nullable AffineTransform screen) {
        Object smoothing = UIManager.get(RenderingHints.KEY_TEXT_ANTIALIASING);
        if (smoothing == null && screen == null) return new FontRenderContext(null, false, false);
        return new FontRenderContext(
                screen,
                smoothing == null ? RenderingHints.VALUE_TEXT_ANTIALIAS_OFF : smoothing,
                RenderingHints.VALUE_FRACTIONALMETRICS_DEFAULT);
    }

    private static void load(String name) {
        try {
            Class.forName(name, true, WindowClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError passedOver) {
            // It is loaded when it is needed, or never.
        }
    }
}
