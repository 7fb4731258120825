package io.github.keytray.proof;

import io.github.keytray.internal.broker.BrokerFuzz;
import io.github.keytray.keychain.KeychainFuzz;
import io.github.keytray.oauth.OauthFuzz;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives everything that reads what others wrote a stream of spoilt inputs: {@code src/testing/run proof.Fuzz
 * [SECONDS [TARGET]]}, ten minutes a target unless told otherwise. A finding is anything but an input taken or refused
 * as promised, an input that takes seconds, and memory that grows. Prints each finding in Base64; exits 1 for one.
 */
public final class Fuzz {
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final long GROWTH = 64L << 20;

    private Fuzz() {}

    /** Everything there is to spoil; closed by the end of the process. */
    static List<FuzzTarget> targets() throws Exception {
        List<FuzzTarget> targets = new ArrayList<>();
        targets.addAll(OauthFuzz.targets());
        targets.addAll(KeychainFuzz.targets());
        targets.addAll(BrokerFuzz.targets());
        return targets;
    }

    public static void main(String[] args) throws Exception {
        Duration time = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 600);
        boolean clean = true;
        for (FuzzTarget target : targets()) {
            if (args.length > 1 && !target.name().equals(args[1])) continue;
            clean &= fuzz(target, time);
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean fuzz(FuzzTarget target, Duration time) throws Exception {
        long seed = System.nanoTime();
        Mutator mutator = new Mutator(seed);
        long before = usedMemory();
        long end = System.nanoTime() + time.toNanos();
        long inputs = 0;
        int findings = 0;
        while (System.nanoTime() < end && findings < 10) {
            byte[] input = mutator.next(target.seeds());
            Optional<String> finding = finding(target, input);
            inputs++;
            if (finding.isEmpty()) continue;
            findings++;
            System.out.println(target.name() + ": " + finding.get() + "\n  "
                    + Base64.getEncoder().encodeToString(input));
        }
        long grown = usedMemory() - before;
        if (grown > GROWTH) findings++;
        System.out.printf(
                "%-16s %,12d inputs in %d s, %d findings, memory %+d MB (seed %d)%n",
                target.name(), inputs, time.toSeconds(), findings, grown >> 20, seed);
        return findings == 0;
    }

    /** What is wrong with how the target took the input, in time. */
    static Optional<String> finding(FuzzTarget target, byte[] input) throws InterruptedException {
        FutureTask<Void> reading = new FutureTask<>(() -> {
            target.reader().read(new String(input, StandardCharsets.ISO_8859_1));
            return null;
        });
        Thread thread = new Thread(reading, "fuzz");
        thread.setDaemon(true);
        thread.start();
        try {
            reading.get(HANG.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of("took longer than " + HANG);
        }
    }

    /** When the unused threads have ended: an HTTP client takes some seconds to notice. */
    private static long usedMemory() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
            TimeUnit.SECONDS.sleep(2);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
