package io.github.keytray.tray.theme;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the style sheet of Waybar says of the ground under the tray. Only what is usual there is understood. */
final class WaybarStyle {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern RULE = Pattern.compile("([^{};]+)\\{([^{}]*)\\}");
    private static final Pattern GROUND = Pattern.compile("(?:^|[;\\s])background(?:-color)?\\s*:\\s*([^;]+)");
    private static final Pattern DEFINITION = Pattern.compile("@define-color\\s+(\\S+)\\s+([^;]+);");
    private static final Pattern IMPORT = Pattern.compile("@import\\s+(?:url\\(\\s*)?[\"']([^\"']+)[\"']\\s*\\)?\\s*;");
    private static final String NUMBER = "(\\d*\\.?\\d+)";
    private static final Pattern ALPHA = Pattern.compile("alpha\\(\\s*(.+?)\\s*,\\s*" + NUMBER + "\\s*\\)");
    private static final Pattern RGB = Pattern.compile(
            "rgba?\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*(?:,\\s*" + NUMBER + "\\s*)?\\)");
    /** Colours can be defined by one another in a circle. */
    private static final int MOST_DEFINITIONS = 5;

    private final String css;

    private WaybarStyle(String css) {
        this.css = css;
    }

    /** The first style sheet that is there. */
    static Optional<WaybarStyle> of(List<Path> directories) {
        return directories.stream()
                .map(directory -> directory.resolve("waybar/style.css"))
                .filter(Files::isRegularFile)
                .map(file -> new WaybarStyle(read(file, new HashSet<>())))
                .findFirst();
    }

    /** The sheet, with what it imports in its place; empty where it cannot be read, or was read before. */
    private static String read(Path file, Set<Path> known) {
        if (!known.add(file.normalize())) return "";
        String css = COMMENT.matcher(SettingsFile.read(file).orElse("")).replaceAll(" ");
        StringBuilder whole = new StringBuilder();
        Matcher imported = IMPORT.matcher(css);
        while (imported.find()) {
            imported.appendReplacement(whole, "");
            place(file, imported.group(1)).ifPresent(other -> whole.append(read(other, known)));
        }
        return imported.appendTail(whole).toString();
    }

    /** A name beside the sheet, a path, or a URL of a file. */
    private static Optional<Path> place(Path file, String name) {
        try {
            return Optional.of(name.startsWith("file:") ? Path.of(URI.create(name)) : file.resolveSibling(name));
        } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
            return Optional.empty();
        }
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
        return brightness(colour, MOST_DEFINITIONS);
    }

    private Optional<Integer> brightness(String colour, int depth) {
        if (depth == 0) return Optional.empty();
        if (colour.startsWith("@")) return defined(colour.substring(1)).flatMap(other -> brightness(other, depth - 1));
        Matcher alpha = ALPHA.matcher(colour);
        if (alpha.matches())
            return Brightness.isSeen(Double.parseDouble(alpha.group(2)))
                    ? brightness(alpha.group(1), depth - 1)
                    : Optional.empty();
        Matcher rgb = RGB.matcher(colour);
        if (!rgb.matches()) return Brightness.of(colour);
        if (rgb.group(4) != null && !Brightness.isSeen(Double.parseDouble(rgb.group(4)))) return Optional.empty();
        return Optional.of(Brightness.of(
                Integer.parseInt(rgb.group(1)), Integer.parseInt(rgb.group(2)), Integer.parseInt(rgb.group(3))));
    }

    /** The last definition counts. */
    private Optional<String> defined(String name) {
        Optional<String> last = Optional.empty();
        Matcher definition = DEFINITION.matcher(css);
        while (definition.find()) {
            if (definition.group(1).equals(name))
                last = Optional.of(definition.group(2).strip());
        }
        return last;
    }
}
