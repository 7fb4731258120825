package io.github.keytray.icons;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Draws {@code icons/png} from the SVG files beside it, light and dark where an icon has both:
 * {@code src/testing/run icons.Icons}.
 */
public final class Icons {
    static final Path SOURCES = Path.of("../../icons");
    static final Path DRAWN = SOURCES.resolve("png");

    private static final Pattern DARK =
            Pattern.compile("\\s*@media \\(prefers-color-scheme: dark\\) \\{(.*?)\\n    \\}", Pattern.DOTALL);

    private Icons() {}

    /**
     * One picture.
     *
     * @param source the SVG file's name, without its ending
     * @param name the picture's, without its size
     */
    record Icon(String source, String name, boolean dark, int size) {
        Path file() {
            return DRAWN.resolve(name + "-" + size + ".png");
        }

        BufferedImage draw() throws IOException {
            BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            document().render((Component) null, graphics, new ViewBox(size, size));
            graphics.dispose();
            return image;
        }

        /** As a browser in this colour scheme sees it: JSVG knows no media queries. */
        private SVGDocument document() throws IOException {
            String svg = Files.readString(SOURCES.resolve(source + ".svg"));
            Matcher media = DARK.matcher(svg);
            if (media.find()) {
                svg = dark
                        ? svg.replaceFirst("(?s)<style>.*</style>", "<style>" + media.group(1) + "</style>")
                        : media.replaceFirst("");
            }
            ByteArrayInputStream bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
            return Objects.requireNonNull(new SVGLoader().load(bytes, null, LoaderContext.createDefault()));
        }
    }

    /** Every picture there is. */
    static List<Icon> all() {
        Stream<Icon> application = Stream.concat(
                sizes("keytray-small", "keytray", false, 16, 24, 32),
                sizes("keytray", "keytray", false, 48, 64, 128, 256));
        Stream<Icon> tray = Stream.of("ready", "attention", "offline", "paused")
                .flatMap(state -> both("tray-" + state, 16, 20, 22, 24, 32, 44, 48));
        Stream<Icon> dialogs = Stream.of("keep", "browser", "people", "device", "warning", "error")
                .flatMap(name -> both("dialog-" + name, 48, 96));
        return Stream.concat(application, Stream.concat(tray, dialogs)).toList();
    }

    private static Stream<Icon> both(String name, int... sizes) {
        return Stream.concat(sizes(name, name, false, sizes), sizes(name, name + "-dark", true, sizes));
    }

    private static Stream<Icon> sizes(String source, String name, boolean dark, int... sizes) {
        return IntStream.of(sizes).mapToObj(size -> new Icon(source, name, dark, size));
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(DRAWN);
        try (Stream<Path> old = Files.list(DRAWN)) {
            for (Path file : old.toList()) Files.delete(file);
        }
        for (Icon icon : all()) ImageIO.write(icon.draw(), "png", icon.file().toFile());
        System.out.println(all().size() + " pictures in " + DRAWN);
    }
}
