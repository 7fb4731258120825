package io.github.keytray.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class DirectoriesTest {
    private static Directories of(Platform platform, Map<String, String> environment) {
        return new Directories(platform, environment);
    }

    @Test
    void should_be_those_of_xdg_on_linux() {
        Directories bare = of(Platform.LINUX, Map.of("HOME", "/home/ana"));
        assertThat(bare.state()).hasToString("/home/ana/.local/state/keytray");
        assertThat(bare.runtime()).hasToString("/home/ana/.local/state/keytray/run");
        assertThat(bare.config()).hasToString("/home/ana/.config/keytray");
        assertThat(bare.machine()).hasToString("/etc/keytray");
        assertThat(bare.autostart()).hasToString("/home/ana/.config/autostart");

        Directories set = of(
                Platform.LINUX,
                Map.of("XDG_STATE_HOME", "/state", "XDG_CONFIG_HOME", "/config", "XDG_RUNTIME_DIR", "/run/user/7"));
        assertThat(set.state()).hasToString("/state/keytray");
        assertThat(set.runtime()).hasToString("/run/user/7/keytray");
        assertThat(set.config()).hasToString("/config/keytray");
        assertThat(set.autostart()).hasToString("/config/autostart");
    }

    @Test
    void should_ignore_a_relative_path() {
        Directories directories =
                of(Platform.LINUX, Map.of("XDG_STATE_HOME", "state", "XDG_RUNTIME_DIR", "run", "HOME", "/home/ana"));
        assertThat(directories.state()).hasToString("/home/ana/.local/state/keytray");
        assertThat(directories.runtime()).hasToString("/home/ana/.local/state/keytray/run");
    }

    @Test
    void should_be_the_librarys_on_macos() {
        Directories directories = of(Platform.MAC, Map.of("HOME", "/Users/ana"));
        assertThat(directories.state()).hasToString("/Users/ana/Library/Application Support/keytray");
        assertThat(directories.runtime()).hasToString("/Users/ana/Library/Application Support/keytray/run");
        assertThat(directories.machine()).hasToString("/Library/Application Support/keytray");
        assertThat(directories.autostart()).hasToString("/Users/ana/Library/LaunchAgents");
    }

    @Test
    void should_be_the_profiles_on_windows() {
        Directories directories = of(
                Platform.WINDOWS,
                Map.of("LOCALAPPDATA", "/ana/Local", "APPDATA", "/ana/Roaming", "PROGRAMDATA", "/all"));
        assertThat(directories.state()).hasToString("/ana/Local/keytray");
        assertThat(directories.runtime()).hasToString("/ana/Local/keytray/run");
        assertThat(directories.config()).hasToString("/ana/Roaming/keytray");
        assertThat(directories.machine()).hasToString("/all/keytray");
    }

    @Test
    void should_have_room_for_the_path_of_a_socket() {
        String home = "/home/" + "a".repeat(120);
        Directories deep = new Directories(Platform.LINUX, Map.of("HOME", home));
        assertThat(deep.runtime().toString()).startsWith("/tmp/keytray-").hasSizeLessThan(40);
        assertThat(deep.runtime()).isNotEqualTo(new Directories(Platform.LINUX, Map.of("HOME", home + "b")).runtime());
        assertThat(deep.state()).startsWithRaw(Path.of(home));
    }
}
