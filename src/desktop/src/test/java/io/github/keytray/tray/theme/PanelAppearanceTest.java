package io.github.keytray.tray.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class PanelAppearanceTest {
    @TempDir
    private Path home;

    private PanelAppearance on(String desktop) {
        return new PanelAppearance(new Directories(
                Platform.LINUX,
                Map.of(
                        "XDG_CURRENT_DESKTOP",
                        desktop,
                        "XDG_CONFIG_HOME",
                        home.toString(),
                        "XDG_CONFIG_DIRS",
                        home.toString(),
                        "XDG_DATA_HOME",
                        home.toString(),
                        "XDG_DATA_DIRS",
                        home.toString())));
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @CsvSource({
        "GNOME, true",
        "ubuntu:GNOME, true",
        "GNOME-Flashback:GNOME, false",
        "GNOME-Classic:GNOME, false",
        "KDE, false",
        "MATE, false",
        "'', false"
    })
    public void should_be_dark_in_gnome_shell_where_the_windows_are_light(String desktop, boolean dark) {
        assertThat(on(desktop).isDark(false)).isEqualTo(dark);
        assertThat(on(desktop).isDark(true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'window#waybar { background-color: rgba(43, 48, 59, 0.5); color: white }', true",
        "'window#waybar { background: #fff; }', false",
        "'* { background: black } window#waybar, tooltip { background: #eceff4; }', false",
        "'window#waybar { background: white } #tray { background-color: #2980b9; }', true",
        "'@define-color base #eff1f5; window#waybar { background: @base; }', false",
        "'@define-color a @a; window#waybar { background: @a; }', true",
        "'window#waybar { background: rgba(255, 255, 255, 0.1) }', true",
        "'@define-color b #eff1f5; @define-color a @b; window#waybar { background: alpha(@a, 0.9); }', false",
        "'window#waybar { background: alpha(white, 0.1) }', true",
        "'window#waybar { background: rgba(255, 255, 255, 0.5.1) }', true",
        "'window#waybar { background: rgb(99999999999, 0, 0) }', true",
        "'@import \"lost.css\"; window#waybar { background: white }', false",
        "'/* window#waybar { background: white } */', true",
        "'window#waybar.hidden { background: white }', true"
    })
    public void should_be_as_the_style_of_waybar_says_and_dark_without_a_word(String css, boolean dark)
            throws IOException {
        assertThat(on("sway").isDark(false)).isTrue();
        write("waybar/style.css", css);
        for (boolean windows : new boolean[] {true, false}) {
            assertThat(on("sway:wlroots").isDark(windows)).isEqualTo(dark);
        }
        assertThat(on("MATE").isDark(false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@import 'colours/light.css';", "@import url(\"colours/light.css\");"})
    public void should_read_what_the_style_of_waybar_imports(String imported) throws IOException {
        write("waybar/colours/light.css", "@import \"base.css\"; @define-color ground @base;");
        write("waybar/colours/base.css", "@import \"light.css\"; @define-color base #eff1f5;");
        write("waybar/style.css", imported + " window#waybar { background: @ground; }");

        assertThat(on("river").isDark(true)).isFalse();
    }

    @Test
    public void should_read_what_the_style_of_waybar_imports_by_a_url() throws IOException {
        write("other/light.css", "window#waybar { background: #eff1f5; }");
        write(
                "waybar/style.css",
                "@import url('" + home.resolve("other/light.css").toUri() + "');");

        assertThat(on("river").isDark(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'background #ffffff', false",
        "'background #ffffffee', false",
        "'background #ffffff00', true",
        "'background ffffff', false",
        "'background $bar', false",
        "'background $ground', false",
        "'background #323232', true",
        "'background', true",
        "'statusline #ffffff', true"
    })
    public void should_be_as_sway_has_its_own_bar(String colour, boolean dark) throws IOException {
        write("waybar/style.css", "window#waybar { background: " + (dark ? "white" : "black") + " }");
        write("sway/config", """
            set $ground "#f0f0f0"
            set $bar $ground
            output * bg wall.png fill
            # bar {
            bar
            {
                position top
                colors {
                    %s
                    inactive_workspace #32323200 #32323200 #5c5c5c
                }
            }
            """.formatted(colour));

        assertThat(on("sway").isDark(!dark)).isEqualTo(dark);
    }

    @Test
    public void should_look_at_the_bar_that_sway_starts_in_place_of_its_own() throws IOException {
        write("waybar/style.css", "window#waybar { background: white }");
        write("sway/config", "bar {\n  swaybar_command waybar\n  colors {\n    background #000000\n  }\n}\n");

        assertThat(on("sway").isDark(true)).isFalse();
    }

    @Test
    public void should_be_as_the_theme_of_plasma_is() throws IOException {
        write("kdedefaults/plasmarc", "[Theme]\nname=breeze-dark\n");
        write("plasma/desktoptheme/breeze-dark/colors", """
            [Colors:View]
            BackgroundNormal=255,255,255

            [Colors:Window]
            BackgroundAlternate=255,255,255
            BackgroundNormal=49,54,59
            """);
        write("plasma/desktoptheme/breeze-light/colors", "[Colors:Window]\nBackgroundNormal=239,240,241\n");
        assertThat(on("KDE").isDark(false)).isTrue();
        assertThat(on("MATE").isDark(false)).isFalse();
        // What the person chose goes before what came with the global theme.
        write("plasmarc", "[Theme]\nname=breeze-light\n");
        assertThat(on("KDE").isDark(true)).isFalse();
    }

    @Test
    public void should_be_as_the_windows_are_where_the_theme_of_plasma_has_no_colours() throws IOException {
        write("plasmarc", "[Theme]\nname=default\n");
        assertThat(on("KDE").isDark(true)).isTrue();
        assertThat(on("KDE").isDark(false)).isFalse();
        write("plasma/desktoptheme/default/colors", "[Colors:Window]\nBackgroundNormal=none\n");
        assertThat(on("KDE").isDark(false)).isFalse();
    }

    private static final String XFCE = "xfce4/xfconf/xfce-perchannel-xml/";

    @Test
    public void should_be_as_the_panel_of_xfce_is_told_to_be() throws IOException {
        assertThat(on("XFCE").isDark(false)).isFalse();
        write(XFCE + "xfce4-panel.xml", "<property name=\"dark-mode\" type=\"bool\" value=\"true\"/>");
        assertThat(on("XFCE").isDark(false)).isTrue();
        assertThat(on("MATE").isDark(false)).isFalse();
        write(XFCE + "xfce4-panel.xml", "<property name=\"dark-mode\" type=\"bool\" value=\"false\"/>");
        assertThat(on("XFCE").isDark(false)).isFalse();
        write(XFCE + "xsettings.xml", "<property name=\"ThemeName\" type=\"string\" value=\"Adwaita-dark\"/>");
        assertThat(on("XFCE").isDark(false)).isTrue();
    }

    @Test
    public void should_not_read_settings_of_more_than_a_megabyte() throws IOException {
        String dark = "<property name=\"dark-mode\" type=\"bool\" value=\"true\"/>";
        write(XFCE + "xfce4-panel.xml", " ".repeat(1_000_000 - dark.length()) + dark);
        assertThat(on("XFCE").isDark(false)).isTrue();
        write(XFCE + "xfce4-panel.xml", " ".repeat(1_000_000) + dark);
        assertThat(on("XFCE").isDark(false)).isFalse();
    }

    private Optional<Boolean> cinnamon(String answer) {
        return new CinnamonTheme(List.of("sh", "-c", answer)).isDark();
    }

    @Test
    public void should_be_as_the_theme_of_cinnamon_is() {
        assertThat(cinnamon("echo \"'Mint-Y-Dark-Aqua'\"")).contains(true);
        assertThat(cinnamon("echo \"'cinnamon'\"")).contains(true);
        assertThat(cinnamon("echo \"'Mint-Y'\"")).contains(false);
        assertThat(cinnamon("echo no such schema >&2; exit 1")).isEmpty();
        assertThat(new CinnamonTheme(List.of("/no/such/command")).isDark()).isEmpty();
        Directories directories = new Directories(Platform.LINUX, Map.of("XDG_CURRENT_DESKTOP", "X-Cinnamon"));
        CinnamonTheme dark = new CinnamonTheme(List.of("echo", "'cinnamon'"));
        assertThat(new PanelAppearance(directories, dark).isDark(false)).isTrue();
    }
}
