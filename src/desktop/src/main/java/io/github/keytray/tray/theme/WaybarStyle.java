package io.github.keytray.tray.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the style sheet of Waybar says of the ground under the tray. Only what is usual there is understood. */
final class WaybarStyle {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern RULE = Pattern.compile("([^{};]+)\\{([^{}]*)\\}");
    private static final Pattern GROUND = Pattern.compile("(?:^|[;\\s])background(?:-color)?\\s*:\\s*([^;]+)");
    private static final Pattern DEFINITION = Pattern.compile("@define-color\\s+(\\S+)\\s+([^;]+);");
    private static final Pattern HEX = Pattern.compile("#(\\p{XDigit}{3}|\\p{XDigit}{6})");
    private static final Pattern RGB =
            Pattern.compile("rgba?\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*(?:,\\s*([\\d.]+)\\s*)?\\)");
    /** What is behind a ground that is nearly clear is seen instead. */
    private static final double LEAST_ALPHA = 0.3;

    private final String css;

    private WaybarStyle(String css) {
        this.css = COMMENT.matcher(css).replaceAll(" ");
    }

    /** The first style sheet that is there. */
    static Optional<WaybarStyle> of(List<Path> directories) {
        return directories.stream()
                .map(directory -> directory.resolve("waybar/style.css"))
                .filter(Files::isRegularFile)
                .flatMap(file -> {
                    try {
                        return Stream.of(new WaybarStyle(Files.readString(file)));
                    } catch (IOException unreadable) {
                        return Stream.empty();
                    }
                })
                .findFirst();
    }

    /** How bright the ground is, of 255; empty where it does not say, or in a way that is not understood. */
    Optional<Integer> brightness() {
        return ground("#tray").or(() -> ground("window#waybar")).or(() -> ground("#waybar"));
    }

    private Optional<Integer> ground(String selector) {
        Optional<Integer> last = Optional.empty();
        Matcher rule = RULE.matcher(css);
        while (rule.find()) {
            if (Stream.of(rule.group(1).split(",", -1)).map(String::strip).noneMatch(selector::equals)) continue;
            Matcher ground = GROUND.matcher(rule.group(2));
            while (ground.find()) {
                Optional<Integer> found = brightness(ground.group(1).strip());
                if (found.isPresent()) last = found;
            }
        }
        return last;
    }

    private Optional<Integer> brightness(String colour) {
        String lower = colour.toLowerCase(Locale.ROOT);
        if (lower.startsWith("@")) return defined(colour.substring(1)).flatMap(this::brightness);
        if (lower.equals("black")) return Optional.of(0);
        if (lower.equals("white")) return Optional.of(255);
        Matcher hex = HEX.matcher(lower);
        if (hex.matches()) return Optional.of(ofHex(hex.group(1)));
        Matcher rgb = RGB.matcher(lower);
        if (!rgb.matches() || (rgb.group(4) != null && Double.parseDouble(rgb.group(4)) < LEAST_ALPHA)) {
            return Optional.empty();
        }
        return Optional.of(PanelAppearance.brightness(
                Integer.parseInt(rgb.group(1)), Integer.parseInt(rgb.group(2)), Integer.parseInt(rgb.group(3))));
    }

    private static int ofHex(String digits) {
        String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
        int colour = Integer.parseInt(six, 16);
        return PanelAppearance.brightness(colour >> 16, colour >> 8 & 255, colour & 255);
    }

    /** A colour that is defined by another one is not followed: it could be itself. */
    private Optional<String> defined(String name) {
        Matcher definition = DEFINITION.matcher(css);
        while (definition.find()) {
            String colour = definition.group(2).strip();
            if (definition.group(1).equals(name) && !colour.startsWith("@")) return Optional.of(colour);
        }
        return Optional.empty();
    }
}
