package io.github.keytray.tray.theme;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.tray.x11.WindowManager;
import io.github.keytray.tray.x11.WindowNames;
import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;

/** The look of Keytray's own windows: FlatLaf, light or dark, and the icon. Never used in a host's process. */
public final class Theme {
    private Theme() {}

    /**
     * Has the windows of a program that ends soon look as the desktop does at this moment. Safe for any thread; returns at
     * once, and the desktop is asked meanwhile.
     */
    public static void install(Map<String, String> environment) {
        boolean first = isDark(environment);
        EventQueue.invokeLater(() -> {
            WindowManager.prepare(environment);
            install(first);
        });
        new DaemonThread("keytray-appearance", () -> follow(environment, first)).start();
    }

    private static void follow(Map<String, String> environment, boolean first) {
        try {
            Platform platform = Platform.current();
            boolean dark = platform == Platform.LINUX
                    ? PortalAppearance.isDark(environment).orElse(first)
                    : SystemAppearance.isDark(platform);
            if (dark != first) EventQueue.invokeLater(() -> changeWhileWindowsAreMade(dark));
        } catch (InterruptedException | RuntimeException | LinkageError unsaid) {
            // It stays as it is.
        }
    }

    /** Parts of a window that are made by then are in none yet: they get the other look when it opens. */
    private static void changeWhileWindowsAreMade(boolean dark) {
        change(dark);
        AWTEventListener opened = event -> {
            if (event.getID() == WindowEvent.WINDOW_OPENED) {
                SwingUtilities.updateComponentTreeUI((Component) event.getSource());
            }
        };
        Toolkit.getDefaultToolkit().addAWTEventListener(opened, AWTEvent.WINDOW_EVENT_MASK);
    }

    /** Of the windows that are open, too. */
    static void change(boolean dark) {
        install(dark);
        FlatLaf.updateUI();
    }

    static void install(boolean dark) {
        FlatLaf.setup(dark ? new FlatDarkLaf() : new FlatLightLaf());
        WindowNames.follow();
        // The owner of dialogs that have none.
        JOptionPane.getRootFrame().setIconImages(icons());
    }

    /** The program's icon, at the sizes that it was drawn for. */
    public static List<Image> icons() {
        return Stream.of(16, 24, 32, 48, 64, 128, 256).map(Theme::picture).toList();
    }

    public static Image picture(int size) {
        // Read at once: an ImageIcon has the event dispatch thread wait for another thread to load it.
        return TrayPictures.read("keytray-" + size);
    }

    /** GTK's own variable names the theme; dark ones are called {@code …-dark} or {@code …:dark}. */
    public static boolean isDark(Map<String, String> environment) {
        return environment
                .getOrDefault("GTK_THEME", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("dark");
    }
}
