package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshTimingTest {
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    private static Token token(Duration life) {
        return new Token("access", "Bearer", "refresh", null, Set.of(), Set.of(), NINE, NINE.plus(life));
    }

    private static Duration untilRefresh(double random, Duration life, Duration age) {
        RandomGenerator generator = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return random;
            }
        };
        return new RefreshTiming(generator)
                .untilRefresh(token(life), NINE.plus(age))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT21M, PT46M48S", "PT60S, PT21S, PT46.8S", "PT10S, PT3.5S, PT5S", "PT6S, PT2.1S, PT2.1S"})
    void should_leave_time_for_a_slow_renewal(Duration life, Duration earliest, Duration latest) {
        assertThat(untilRefresh(0, life, Duration.ZERO)).isEqualTo(earliest);
        assertThat(untilRefresh(1, life, Duration.ZERO)).isEqualTo(latest);
    }

    @Test
    void should_renew_at_once_what_is_about_to_end() {
        assertThat(DoubleStream.of(0, 0.5, 1))
                .allSatisfy(random -> assertThat(untilRefresh(random, Duration.ofSeconds(10), Duration.ofSeconds(8)))
                        .isZero());
    }
}
