package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
    @ParameterizedTest
    @CsvSource({
        ":0, '', 0, 0",
        ":1.2, '', 1, 2",
        "unix:3, '', 3, 0",
        "localhost:10.0, localhost, 10, 0",
        "127.0.0.1:11, 127.0.0.1, 11, 0",
        "[::1]:12, [::1], 12, 0",
        "::1:12, ::1, 12, 0",
        "localhost:59535, localhost, 59535, 0",
        "desk.acme.example:0, desk.acme.example, 0, 0"
    })
    void should_be_read_as_xlib_reads_it(String name, String host, int number, int screen) {
        assertThat(DisplayName.of(name)).contains(new DisplayName(host, number, screen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                ":",
                ":x",
                ":0.",
                ":0.x",
                ":-1",
                ":1234567890",
                "localhost:59536",
                "desk::0",
                "/run/x.socket:0",
                ":0.0.0"
            })
    void should_be_empty_for_others(String name) {
        assertThat(DisplayName.of(name)).isEmpty();
    }

    @Test
    void should_say_where_it_is() {
        assertThat(DisplayName.of("unix:7").orElseThrow().socket()).isEqualTo("/tmp/.X11-unix/X7");
        assertThat(DisplayName.of(":0").orElseThrow())
                .matches(DisplayName::isLocal)
                .matches(DisplayName::isHere);
        for (String brought : new String[] {"localhost:10", "127.0.0.1:10", "[::1]:10"}) {
            DisplayName display = DisplayName.of(brought).orElseThrow();
            assertThat(display.isLocal()).isFalse();
            assertThat(display.isHere()).isTrue();
        }
        for (String other : new String[] {"desk.acme.example:0", "127.acme.example:0"}) {
            assertThat(DisplayName.of(other).orElseThrow().isHere()).isFalse();
        }
    }
}
