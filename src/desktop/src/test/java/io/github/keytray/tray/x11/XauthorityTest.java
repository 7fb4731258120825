package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XauthorityTest {
    private static final int INTERNET = 0;
    private static final int LOCAL = 256;
    private static final int WILD = 65_535;
    private static final DisplayName FIRST = DisplayName.of(":0").orElseThrow();
    private static final DisplayName OTHER = DisplayName.of(":7").orElseThrow();

    @TempDir
    Path directory;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream file = new DataOutputStream(bytes);

    private void entry(int family, String address, String number, String name, String cookie) throws IOException {
        file.writeShort(family);
        for (String part : new String[] {address, number, name, cookie}) {
            file.writeShort(part.length());
            file.write(part.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private Path written() throws IOException {
        return Files.write(directory.resolve("authority"), bytes.toByteArray());
    }

    private String cookie(DisplayName display) throws IOException {
        byte[] cookie = Xauthority.read(written()).cookie(display, "desk");
        return cookie == null ? "none" : new String(cookie, StandardCharsets.ISO_8859_1);
    }

    @Test
    void should_give_the_cookie_of_this_machines_display() throws Exception {
        entry(INTERNET, "\12\0\0\1", "0", "MIT-MAGIC-COOKIE-1", "of another machine");
        entry(LOCAL, "desk", "1", "MIT-MAGIC-COOKIE-1", "of another display");
        entry(LOCAL, "desk", "0", "XDM-AUTHORIZATION-1", "of another kind");
        assertThat(cookie(FIRST)).isEqualTo("none");
        entry(LOCAL, "other-desk", "0", "MIT-MAGIC-COOKIE-1", "of a machine that shares the file");
        assertThat(cookie(FIRST)).isEqualTo("none");
        entry(LOCAL, "desk", "0", "MIT-MAGIC-COOKIE-1", "ours");
        assertThat(cookie(FIRST)).isEqualTo("ours");
        assertThat(cookie(OTHER)).isEqualTo("none");
        entry(WILD, "", "", "MIT-MAGIC-COOKIE-1", "for all");
        assertThat(cookie(OTHER)).isEqualTo("for all");
    }

    @Test
    void should_have_what_is_whole() throws Exception {
        entry(LOCAL, "desk", "0", "MIT-MAGIC-COOKIE-1", "ours");
        entry(LOCAL, "desk", "7", "MIT-MAGIC-COOKIE-1", "cut off");
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1));
        assertThat(Xauthority.read(cut).cookie(FIRST, "desk")).isNotNull();
        assertThat(Xauthority.read(cut).cookie(OTHER, "desk")).isNull();
    }

    @Test
    void should_be_empty_without_a_file() throws Exception {
        entry(LOCAL, "desk", "0", "MIT-MAGIC-COOKIE-1", "ours");
        for (Path file : new Path[] {directory, directory.resolve("missing")}) {
            assertThat(Xauthority.of(Map.of("XAUTHORITY", file.toString())).cookie(FIRST, "desk"))
                    .isNull();
        }
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.copy(written(), home.resolve(".Xauthority"));
        assertThat(Xauthority.of(Map.of("HOME", home.toString())).cookie(FIRST, "desk"))
                .asString()
                .isEqualTo("ours");
    }
}
