package io.github.keytray.tray.theme;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the panel is dark, which the windows need not be: an icon that was drawn for the other kind cannot be seen there.
 * Reads small files. Safe for any thread.
 */
public final class PanelAppearance {
    private static final Pattern XFCE_DARK_MODE = Pattern.compile("name=\"dark-mode\"[^>]*value=\"(\\w+)\"");
    private static final Pattern XFCE_THEME = Pattern.compile("name=\"ThemeName\"[^>]*value=\"([^\"]+)\"");

    /** Desktops that come without a panel: Waybar is the usual one there, and sway has one of its own. */
    private static final Set<String> WITH_A_BAR =
            Set.of("sway", "wlroots", "Hyprland", "river", "labwc", "wayfire", "niri");

    private final Directories directories;
    private final CinnamonTheme cinnamon;

    /** @param directories with the variables that name the desktop and its files */
    public PanelAppearance(Directories directories) {
        this(directories, new CinnamonTheme(CinnamonTheme.COMMAND));
    }

    PanelAppearance(Directories directories, CinnamonTheme cinnamon) {
        this.directories = directories;
        this.cinnamon = cinnamon;
    }

    /**
     * Whether the panel is dark.
     *
     * @param windows whether the windows are dark, as the panel is where nothing else is known of it
     */
    public boolean isDark(boolean windows) {
        if (directories.platform() == Platform.WINDOWS) return SystemAppearance.isTaskbarDark();
        List<String> desktop = List.of(variable("XDG_CURRENT_DESKTOP", "").split(":", -1));
        if (isGnomeShell(desktop)) return true;
        if (desktop.stream().anyMatch(WITH_A_BAR::contains)) return isBarDark(desktop);
        if (desktop.contains("KDE")) return plasmaTheme().flatMap(this::isDark).orElse(windows);
        if (desktop.contains("XFCE")) return isXfceDark().orElse(windows);
        return desktop.contains("X-Cinnamon") ? cinnamon.isDark().orElse(windows) : windows;
    }

    /** Its bar is black in the light style, too, but for the session that looks like GNOME 2. */
    private static boolean isGnomeShell(List<String> desktop) {
        return desktop.contains("GNOME") && !desktop.contains("GNOME-Flashback") && !desktop.contains("GNOME-Classic");
    }

    /** Both bars are dark unless their settings say otherwise, also where the windows are light. */
    private boolean isBarDark(List<String> desktop) {
        if (desktop.contains("sway")) {
            Optional<String> own = SwayConfig.background(List.of(
                    Path.of(variable("HOME", "/"), ".sway", "config"),
                    directories.autostart().resolveSibling("sway/config")));
            if (own.isPresent()) return isDarkColour(own.get());
        }
        List<Path> places = new ArrayList<>(List.of(directories.autostart().getParent()));
        places.addAll(paths("XDG_CONFIG_DIRS", "/etc/xdg"));
        return WaybarStyle.of(places)
                .flatMap(WaybarStyle::brightness)
                .map(brightness -> brightness < Brightness.MIDDLE)
                .orElse(true);
    }

    /** Sway's digits may be without their sign; a bar that says nothing is black. */
    private static boolean isDarkColour(String colour) {
        String hex = colour.startsWith("#") ? colour : "#" + colour;
        return Brightness.of(hex).orElse(0) < Brightness.MIDDLE;
    }

    /** Its panel is dark by default, among light windows; where that is turned off, it is as the theme of GTK is. */
    private Optional<Boolean> isXfceDark() {
        Optional<String> darkMode = xfce("xfce4-panel.xml", XFCE_DARK_MODE);
        if (darkMode.filter("true"::equals).isPresent()) return Optional.of(true);
        return xfce("xsettings.xml", XFCE_THEME)
                .filter(theme -> theme.toLowerCase(Locale.ROOT).endsWith("dark"))
                .map(dark -> true);
    }

    /** What a file of Xfce's settings has for a pattern: the person's own, or the system's. */
    private Optional<String> xfce(String file, Pattern value) {
        List<Path> files = new ArrayList<>(List.of(directories.autostart().getParent()));
        files.addAll(paths("XDG_CONFIG_DIRS", "/etc/xdg"));
        return files.stream()
                .map(directory ->
                        directory.resolve("xfce4/xfconf/xfce-perchannel-xml").resolve(file))
                .flatMap(settings -> first(settings, value).stream())
                .findFirst();
    }

    private static Optional<String> first(Path file, Pattern value) {
        return SettingsFile.read(file).map(value::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    /** The name of the theme that Plasma's panels have, which may be dark among light windows (Breeze Twilight). */
    private Optional<String> plasmaTheme() {
        Path own = directories.autostart().resolveSibling("plasmarc");
        List<Path> files = new ArrayList<>(List.of(own, own.resolveSibling("kdedefaults/plasmarc")));
        for (Path directory : paths("XDG_CONFIG_DIRS", "/etc/xdg")) files.add(directory.resolve("plasmarc"));
        return files.stream()
                .flatMap(file -> value(file, "[Theme]", "name").stream())
                .findFirst();
    }

    /** Empty for a theme without colours of its own, which has those of the windows. */
    private Optional<Boolean> isDark(String theme) {
        List<Path> directories = new ArrayList<>(paths("XDG_DATA_HOME", variable("HOME", "") + "/.local/share"));
        directories.addAll(paths("XDG_DATA_DIRS", "/usr/local/share:/usr/share"));
        return directories.stream()
                .map(directory -> directory.resolve("plasma/desktoptheme").resolve(theme))
                .flatMap(
                        directory -> value(directory.resolve("colors"), "[Colors:Window]", "BackgroundNormal").stream())
                .flatMap(colour -> brightness(colour).stream())
                .map(brightness -> brightness < Brightness.MIDDLE)
                .findFirst();
    }

    /** Of a colour as KDE writes it: red, green and blue. */
    private static Optional<Integer> brightness(String colour) {
        try {
            int[] parts = Stream.of(colour.split(",", -1))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return parts.length < 3 ? Optional.empty() : Optional.of(Brightness.of(parts[0], parts[1], parts[2]));
        } catch (NumberFormatException notAColour) {
            return Optional.empty();
        }
    }

    /** A value of a file as KDE writes them. */
    private static Optional<String> value(Path file, String group, String key) {
        String in = "";
        for (String line : SettingsFile.read(file).orElse("").lines().toList()) {
            if (line.startsWith("[")) in = line.strip();
            else if (in.equals(group) && line.startsWith(key + "=")) {
                return Optional.of(line.substring(key.length() + 1).strip());
            }
        }
        return Optional.empty();
    }

    private List<Path> paths(String name, String fallback) {
        try {
            return Stream.of(variable(name, fallback).split(":", -1))
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private String variable(String name, String fallback) {
        Map<String, String> environment = directories.environment();
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? fallback : value;
    }
}
