package io.github.keytray.tray.autostart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.tray.autostart.Installation.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    Path folder;

    private Path jar;
    private Path sign;

    @BeforeEach
    void install() throws IOException {
        jar = Files.createFile(folder.resolve("keytray-app.jar"));
        sign = Files.createFile(folder.resolve("installed"));
    }

    private void touch() throws IOException {
        Files.setLastModifiedTime(
                sign, FileTime.fromMillis(Files.getLastModifiedTime(sign).toMillis() + 1));
    }

    @Test
    void should_be_another_once_all_its_files_are_there() throws Exception {
        Installation installation = Installation.of(jar);
        Files.writeString(folder.resolve("new"), "new");
        Files.move(folder.resolve("new"), jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(installation.look()).isEqualTo(State.SAME);
        touch();
        assertThat(installation.look()).isEqualTo(State.REPLACED);
        assertThat(Installation.of(jar).look()).isEqualTo(State.SAME);
    }

    @Test
    void should_be_gone_with_its_jar() throws Exception {
        Installation installation = Installation.of(jar);
        assertThat(installation.isWhole()).isTrue();
        Files.delete(sign);
        assertThat(installation.look()).as("about to be removed").isEqualTo(State.SAME);
        assertThat(installation.isWhole()).isFalse();
        Files.delete(jar);
        assertThat(installation.look()).isEqualTo(State.REMOVED);
    }

    @Test
    void should_be_another_where_it_was_removed_and_installed_again() throws Exception {
        Installation installation = Installation.of(jar);
        FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(sign).toMillis() + 1);
        Files.delete(sign);
        Files.delete(jar);
        Files.createFile(jar);
        Files.setLastModifiedTime(Files.createFile(sign), later);
        assertThat(installation.look()).isEqualTo(State.REPLACED);
    }

    @Test
    void should_stay_the_same_where_no_package_installed_the_jar() throws Exception {
        Files.delete(sign);
        Installation installation = Installation.of(jar);
        Files.createFile(sign);
        assertThat(installation.look()).isEqualTo(State.SAME);
        Files.delete(sign);
        Files.delete(jar);
        assertThat(installation.look()).isEqualTo(State.SAME);
        assertThat(installation.isWhole()).isTrue();
    }
}
