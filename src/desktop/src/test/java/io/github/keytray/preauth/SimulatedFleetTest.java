package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fewer desks than {@code proof.Fleet}, with tokens that are renewed often enough for chance to even out. */
class SimulatedFleetTest {
    private static final Duration LIFE = Duration.ofMinutes(15);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_never_come_together(boolean isBack) {
        SimulatedFleet.Day day = SimulatedFleet.day(1_000, LIFE, isBack, Duration.ZERO, directory.resolve("none"));
        assertThat(day.mean()).isBetween(1_000 / 13.0, 1_000 / 7.0);
        assertThat(day.peakRatio()).isLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_not_stampede_after_half_an_hour_without_the_provider(boolean isBack) {
        SimulatedFleet.Day day =
                SimulatedFleet.day(1_000, LIFE, isBack, Duration.ofMinutes(30), directory.resolve("none"));
        assertThat(day.atRecovery() / day.mean()).isLessThan(2);
    }
}
