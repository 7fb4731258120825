package io.github.keytray.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Keytray has written it. */
class JsonTest {
    @Test
    void should_be_read() {
        Map<String, @Nullable Object> object = Json.object(
                " {\"a\" : [1.5, -2e3, \"x\\n\\u00e9\\\"\"], \"b\":{\"c\":true,\"d\":null},\"e\":[] ,\"f\":{}} ");
        assertThat(object.keySet()).containsExactly("a", "b", "e", "f");
        assertThat(object.get("a")).isEqualTo(List.of(new BigDecimal("1.5"), new BigDecimal("-2e3"), "x\né\""));
        assertThat(object.get("b")).hasToString("{c=true, d=null}");
        assertThat(object.get("e")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":tru}",
                "{\"a\":[1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00\"}",
                "{\"a\":--1}",
                "{a:1}"
            })
    void should_be_refused_where_it_is_none(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void should_not_go_on_for_ever() {
        assertThatThrownBy(() -> Json.object("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.object("{\"a\":" + "1".repeat(100_000) + "}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
