package io.github.keytray.swing;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLightLaf;
import io.github.keytray.GrantException;
import io.github.keytray.testing.Html;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;

/**
 * Takes a picture of every window, and says which words cannot be read: {@code src/testing/run swing.Gallery}
 * leaves all looks, scales and languages in {@code target/gallery/index.html}.
 */
public final class Gallery {
    static final List<String> LOOKS = List.of("metal", "nimbus", "gtk", "motif", "light", "dark");
    static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "ja", "zh-CN", "ar");

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Screen screen = new Screen();
    private final JFrame host;
    private int windows;

    private Gallery(String look) throws Exception {
        screen.moveAway();
        SwingUtilities.invokeAndWait(() -> install(look));
        this.host = Edt.call(() -> {
            JFrame frame = new JFrame("Acme Orders");
            frame.setBounds(10, 10, 620, 440);
            frame.setVisible(true);
            return frame;
        });
    }

    /** Without arguments everything; with a look, a folder and languages, what is asked for. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            whole(Path.of("target", "gallery"));
            return;
        }
        Gallery gallery = new Gallery(args[0]);
        for (String language : List.of(args).subList(2, args.length)) {
            gallery.show(Locale.forLanguageTag(language), Path.of(args[1], language));
        }
        System.out.println(gallery.windows + " windows");
        System.exit(0);
    }

    /** The command that shows the windows of one look at one scale. */
    static List<String> command(String look, int scale, Path directory, List<String> languages) {
        List<String> command = new ArrayList<>(Programs.java(Gallery.class, look, directory.toString()));
        command.addAll(languages);
        command.add(1, "-Dsun.java2d.uiScale=" + scale);
        return command;
    }

    private static void whole(Path directory) throws Exception {
        for (String look : LOOKS) {
            for (int scale = 1; scale <= 2; scale++) {
                Path folder = directory.resolve(look + "-" + scale + "x");
                Programs.Ended ended = Programs.run(DEADLINE, command(look, scale, folder, LANGUAGES));
                System.out.print(look + " at " + scale + "x: " + ended.out() + ended.err());
            }
        }
        page(directory);
        System.out.println(directory.resolve("index.html"));
    }

    private static void page(Path directory) throws IOException {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <meta charset="utf-8">
                <title>Keytray's windows</title>
                <style>
                  body { font: 14px system-ui, sans-serif; background: #ccd }
                  section { display: flex; flex-wrap: wrap; gap: 16px; align-items: start }
                  figure { margin: 0 } img { zoom: .5 }
                </style>
                """);
        try (Stream<Path> folders = Files.walk(directory)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                html.append("<h2>%s</h2><section>".formatted(directory.relativize(folder)));
                try (Stream<Path> pictures = Files.list(folder)) {
                    pictures.filter(file -> file.toString().endsWith(".png"))
                            .sorted()
                            .map(directory::relativize)
                            .forEach(file -> html.append(
                                    "<figure><img src=\"%s\" loading=\"lazy\"><figcaption>%s</figcaption></figure>\n"
                                            .formatted(file, file.getFileName())));
                }
                html.append("</section>\n");
            }
        }
        Files.writeString(directory.resolve("index.html"), html);
    }

    private void show(Locale language, Path directory) throws Exception {
        Map<String, Scenes.GalleryScene> scenes = Edt.call(() -> {
            host.setLocale(language);
            return Scenes.over(host);
        });
        for (Map.Entry<String, Scenes.GalleryScene> scene : scenes.entrySet()) {
            shoot(scene.getKey(), scene.getValue(), directory);
        }
    }

    private void shoot(String name, Scenes.GalleryScene scene, Path directory) throws Exception {
        Thread opener = new Thread(() -> {
            try {
                scene.open();
            } catch (GrantException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        opener.start();
        Dialog dialog = screen.dialog();
        Screen.await("icons", () -> hasIcons(dialog) ? Optional.of(true) : Optional.empty());
        BufferedImage picture = screen.picture(dialog);
        Files.createDirectories(directory);
        ImageIO.write(picture, "png", directory.resolve(name + ".png").toFile());
        for (String problem : Edt.call(() -> Legibility.problems(dialog, picture))) {
            System.out.println(directory + " " + name + ": " + problem);
        }
        for (String problem : Edt.call(() -> Html.problems(dialog))) {
            System.out.println(directory + " " + name + ": " + problem);
        }
        Rectangle visible = dialog.getGraphicsConfiguration().getBounds();
        if (!visible.contains(dialog.getBounds())) System.out.println(directory + " " + name + ": beyond the screen");
        windows++;
        screen.press(KeyEvent.VK_ESCAPE);
        SwingUtilities.invokeAndWait(dialog::dispose);
        opener.join();
    }

    private static boolean hasIcons(Dialog dialog) {
        return Screen.all(dialog)
                .filter(JLabel.class::isInstance)
                .map(component -> ((JLabel) component).getIcon())
                .allMatch(icon -> !(icon instanceof DialogIcon ours) || ours.isLoaded());
    }

    private static void install(String look) {
        try {
            switch (look) {
                case "light" -> FlatLightLaf.setup();
                case "dark" -> FlatDarkLaf.setup();
                default -> {
                    for (UIManager.LookAndFeelInfo info : UIManager.getInstalledLookAndFeels()) {
                        boolean wanted = info.getName().toLowerCase(Locale.ROOT).startsWith(look)
                                || (look.equals("motif") && info.getName().startsWith("CDE"));
                        if (wanted) UIManager.setLookAndFeel(info.getClassName());
                    }
                }
            }
        } catch (ReflectiveOperationException | UnsupportedLookAndFeelException e) {
            throw new AssertionError(e);
        }
    }
}
