package io.github.keytray.proof;

import io.github.keytray.preauth.SimulatedFleet;
import io.github.keytray.preauth.SimulatedFleet.Day;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ten thousand desks start work at nine: {@code src/testing/run proof.Fleet [DESKS]}. On virtual time, with the real
 * engine on every desk, it prints what the provider sees of their refreshes in a day, and in one with an outage at noon.
 */
public final class Fleet {
    private static final Duration OUTAGE = Duration.ofMinutes(30);

    private Fleet() {}

    public static void main(String[] args) throws Exception {
        int desks = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Path nowhere = Files.createTempDirectory("keytray-fleet").resolve("none");
        boolean calm = true;
        System.out.printf("%,d desks, from nine to five; refreshes a minute, and ratios to the mean%n%n", desks);
        System.out.printf("%-34s %10s %16s %24s%n", "", "mean", "peak", "peak after 30 min away");
        for (Duration life : new Duration[] {Duration.ofMinutes(5), Duration.ofHours(1)}) {
            for (boolean isBack : new boolean[] {true, false}) {
                Day day = SimulatedFleet.day(desks, life, isBack, Duration.ZERO, nowhere);
                Day troubled = SimulatedFleet.day(desks, life, isBack, OUTAGE, nowhere);
                double recovery = troubled.atRecovery() / day.mean();
                System.out.printf(
                        "tokens of %-3d minutes, %-12s %9.1f %9d %5.2fx %16d %5.2fx%n",
                        life.toMinutes(),
                        isBack ? "lapsed" : "new at nine",
                        day.mean(),
                        day.peak(),
                        day.peakRatio(),
                        troubled.atRecovery(),
                        recovery);
                calm &= day.peakRatio() < 2 && recovery < 2;
            }
        }
        Files.delete(nowhere.getParent());
        System.exit(calm ? 0 : 1);
    }
}
