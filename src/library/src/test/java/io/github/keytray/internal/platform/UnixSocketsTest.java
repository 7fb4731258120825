package io.github.keytray.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnixSocketsTest {
    @Test
    void should_be_there_where_the_path_is_short_enough() {
        assertThat(UnixSockets.problem(Path.of("/run/user/1000/keytray/broker")))
                .isEmpty();
        // 54 letters of two bytes.
        assertThat(UnixSockets.problem(Path.of("/" + "é".repeat(54))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("is longer than the ")
                        .endsWith("Set XDG_RUNTIME_DIR to a directory with a shorter name."));
    }
}
