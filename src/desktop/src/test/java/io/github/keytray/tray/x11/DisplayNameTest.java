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
        "::1:12, ::1, 12, 0"
    })
    void should_be_read_as_xlib_reads_it(String name, String host, int number, int screen) {
        assertThat(DisplayName.of(name)).contains(new DisplayName(host, number, screen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", ":", ":x", "desk.acme.example:0", "desk::0", "/run/x.socket:0", ":0.0.0"})
    void should_be_empty_for_others(String name) {
        assertThat(DisplayName.of(name)).isEmpty();
    }

    @Test
    void should_say_whether_it_has_a_socket_of_this_machine() {
        assertThat(DisplayName.of(":0").orElseThrow().isLocal()).isTrue();
        assertThat(DisplayName.of("localhost:10").orElseThrow().isLocal()).isFalse();
    }
}
