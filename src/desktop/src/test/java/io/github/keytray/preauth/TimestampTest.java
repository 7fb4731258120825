package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T18:05:09Z",
                "2024-02-29T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z"
            })
    void should_be_written_and_read_as_java_does(String text) {
        Instant moment = Instant.parse(text);
        assertThat(Timestamp.of(moment)).isEqualTo(text);
        assertThat(Timestamp.read(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30T18:05:09.123456Z", "2026-11-30T18:05:09+01:00", "2026-11-30t18:05:09z"})
    void should_read_other_forms_as_java_does(String text) {
        assertThat(Timestamp.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-30T18:05:09Z",
                "2026-11-30T24:05:09Z",
                "2026-11-30 18:05:09Z",
                "20x6-11-30T18:05:09Z",
                "2026-11-30T18:05:0\u0669Z"
            })
    void should_refuse_what_is_none(String text) {
        assertThatThrownBy(() -> Timestamp.read(text)).isInstanceOf(DateTimeException.class);
    }
}
