package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowManagerTest {
    @ParameterizedTest
    @CsvSource({
        "wlroots wm, true",
        "bspwm, true",
        "Hyprland, true",
        "KWin, false",
        "GNOME Shell, false",
        "Metacity (Marco), false",
        "Openbox, false",
        "Xfwm4, false"
    })
    void should_be_unknown_where_it_may_not_reparent(String name, boolean unknown) {
        assertThat(WindowManager.isUnknown(name)).isEqualTo(unknown);
    }
}
