package io.github.keytray.internal.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as the D-Bus Specification has them on the wire. */
class MessageTest {
    private static final String[] ADDRESS = {"org.example.Name", "/org/example", "org.example.Face", "Method"};
    private static final String SIGNATURE = "ybnqiuxtdsoga{sv}a(oayays)aay";
    private static final Object[] BODY = {
        (byte) 7,
        true,
        (short) -2,
        40_000,
        -3,
        3_000_000_000L,
        -4L,
        5L,
        0.5,
        "grüße",
        "/a/b",
        "a{sv}",
        Map.of("key", new Variant("as", List.of("x", "yy"))),
        Collections.singletonList(new Object[] {"/p", new byte[] {1}, new byte[0], "text/plain"}),
        List.of(new byte[] {1, 2, 3}, new byte[0])
    };

    private static byte[] call(String signature, Object... body) {
        return Message.call(9, ADDRESS, signature, body);
    }

    @Test
    void should_come_back_as_they_were_written() {
        byte[] bytes = call(SIGNATURE, BODY);
        assertThat(Message.length(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
        Message message = Message.parse(ByteBuffer.wrap(bytes));
        assertThat(message.path()).isEqualTo("/org/example");
        assertThat(message.member()).isEqualTo("Method");
        assertThat(message.isError()).isFalse();
        assertThat(Arrays.deepToString(plain(message.body()))).isEqualTo(Arrays.deepToString(plain(BODY)));
    }

    /** With arrays and variants as what is in them. */
    private static Object[] plain(Object... values) {
        Object[] plain = new Object[values.length];
        for (int i = 0; i < values.length; i++) plain[i] = plain(values[i]);
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) return plain(list.toArray());
        if (value instanceof Object[] struct) return plain(struct);
        if (value instanceof Map<?, ?> map) return plain(map.values().toArray());
        return value instanceof Variant variant ? plain(variant.value()) : value;
    }

    @Test
    void should_be_aligned_as_the_specification_has_it() {
        byte[] bytes = call("yx", (byte) 1, 2L);
        assertThat(bytes.length % 8).isZero();
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 16, bytes.length))
                .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "(s", "{sv", "z", "a(s"})
    void should_not_have_types_that_do_not_end(String signature) {
        assertThatThrownBy(() -> call(signature, "value")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void should_not_be_taken_where_they_are_too_long() {
        byte[] bytes = call("s", "text");
        Arrays.fill(bytes, 4, 8, (byte) 0x7f);
        assertThatThrownBy(() -> Message.length(ByteBuffer.wrap(bytes))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Reading ends, and by one of the ways that the socket knows. */
    @Test
    void should_end_however_they_are_spoilt() {
        Random random = new Random(16);
        byte[] whole = call(SIGNATURE, BODY);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int n = random.nextInt(4); n >= 0; n--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                Message.parse(ByteBuffer.wrap(bytes));
            } catch (IllegalArgumentException | BufferUnderflowException | ClassCastException spoilt) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }
}
