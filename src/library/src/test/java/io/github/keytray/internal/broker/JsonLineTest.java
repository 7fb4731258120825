package io.github.keytray.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
    private static final String AWKWARD = "\"\\/\b\f\n\r\t\u0000é€\uD83D\uDE00 {}[],:";

    @Test
    void should_be_read_by_everybody_as_it_was_written() {
        String line = new JsonLine().with("text", AWKWARD).with("number", -7).toString();
        JsonObject others = JsonParser.parseString(line).getAsJsonObject();
        assertThat(others.get("text").getAsString()).isEqualTo(AWKWARD);
        assertThat(others.get("number").getAsLong()).isEqualTo(-7);
        assertThat(JsonLine.read(line)).isEqualTo(Map.of("text", AWKWARD, "number", "-7"));
        assertThat(line).endsWith("}\n").matches("[ -~]+\n");
    }

    @Test
    void should_read_what_others_write() {
        assertThat(JsonLine.read(" { \"a\" : \"\\u0041\\/\" , \"b\":1.5e3 } \r\n"))
                .isEqualTo(Map.of("a", "A/", "b", "1.5e3"));
        assertThat(JsonLine.read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":\"b\"",
                "{\"a\":{}}",
                "{\"a\":true}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"b\"}x",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{\"a\":\"\n\"}"
            })
    void should_take_nothing_else(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonLine.read(line));
    }

    @Test
    void should_survive_whatever_comes() {
        Random random = new Random(1);
        String letters = "{}\":,\\u0129abef nt-.";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder line = new StringBuilder("{\"a\":\"");
            for (int length = random.nextInt(20); length > 0; length--) {
                line.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                JsonLine.read(line.toString());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }
}
