package io.github.keytray.tray.theme;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import io.github.keytray.tray.x11.WindowManager;
import io.github.keytray.tray.x11.WindowNames;
import java.awt.Image;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.swing.JOptionPane;

/** The look of Keytray's own windows: FlatLaf, light or dark, and the icon. Never used in a host's process. */
public final class Theme {
    private Theme() {}

    /** Call on the event dispatch thread, before the first window. */
    public static void install(Map<String, String> environment) {
        WindowManager.prepare(environment);
        install(isDark(environment));
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
