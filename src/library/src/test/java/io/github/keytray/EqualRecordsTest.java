package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records whose {@code equals} is written out: each of their components counts, those that are to come as well. */
class EqualRecordsTest {
    private static Object value(Class<?> type, int which) {
        Instant time = Instant.ofEpochSecond(1_000L + which);
        if (type == String.class) return "https://" + which + ".example";
        if (type == Set.class) return Set.of("scope " + which);
        if (type == Instant.class) return time;
        if (type == boolean.class) return which == 1;
        if (type == User.class) return new User("sub " + which, "ana");
        if (type == Token.class) {
            return new Token("token " + which, "Bearer", null, null, Set.of(), Set.of(), time, time.plusSeconds(60));
        }
        throw new AssertionError("No value of " + type);
    }

    @ParameterizedTest
    @ValueSource(classes = {Account.class, User.class, Token.class, StoredUser.class})
    void should_be_equal_where_every_component_is(Class<?> record) throws Exception {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = record.getDeclaredConstructor(types);
        Object[] values = Arrays.stream(types).map(type -> value(type, 0)).toArray();
        Object[] same = Arrays.stream(types).map(type -> value(type, 0)).toArray();
        Object one = constructor.newInstance(values);
        assertThat(one).isEqualTo(constructor.newInstance(same)).hasSameHashCodeAs(constructor.newInstance(same));
        for (int i = 0; i < types.length; i++) {
            Object[] other = values.clone();
            other[i] = value(types[i], 1);
            assertThat(constructor.newInstance(other))
                    .as(record.getRecordComponents()[i].getName())
                    .isNotEqualTo(one);
        }
        assertThat(one).isNotEqualTo("another").isNotEqualTo(null);
    }
}
