package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.IndexedUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A working day of many desks, each with the real engine, on virtual time. People arrive within ten minutes around nine;
 * the token of the day before has lapsed, or they sign in anew. Nobody asks for a token: what is counted is what the trays
 * do by themselves.
 */
public final class SimulatedFleet {
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant FIVE = NINE.plus(Duration.ofHours(8));
    private static final Duration ARRIVAL = Duration.ofMinutes(10);
    private static final int MINUTES = 8 * 60 + 5;

    private final Duration life;
    private final boolean isBack;
    private final Instant outage;
    private final Instant recovery;
    private final Random random;
    private final int[] requests = new int[MINUTES];
    private final PriorityQueue<Tick> beats = new PriorityQueue<>();
    private Instant now = NINE.minus(ARRIVAL.dividedBy(2));
    private long beatCount;

    private record Tick(Instant at, long number, Workstation desk) implements Comparable<Tick> {
        @Override
        public int compareTo(Tick other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /**
     * What the provider saw of a day.
     *
     * @param mean refreshes a minute, from nine to five
     * @param peak the most in a minute
     * @param atRecovery the most in a minute after it had been away; zero when it never was
     */
    public record Day(double mean, int peak, int atRecovery) {
        public double peakRatio() {
            return peak / mean;
        }
    }

    private SimulatedFleet(Duration life, boolean isBack, Duration outage, long seed) {
        this.life = life;
        this.isBack = isBack;
        this.outage = NINE.plus(Duration.ofHours(3));
        this.recovery = this.outage.plus(outage);
        this.random = new Random(seed);
    }

    /**
     * Lives through a day.
     *
     * @param life how long a token lives
     * @param isBack whether people come back with a token that lapsed, rather than sign in anew
     * @param outage how long the provider is away from noon on
     * @param nowhere where no file can be
     */
    public static Day day(int desks, Duration life, boolean isBack, Duration outage, Path nowhere) {
        SimulatedFleet fleet = new SimulatedFleet(life, isBack, outage, 9);
        fleet.arrive(desks, nowhere);
        fleet.work();
        return fleet.told();
    }

    private void arrive(int desks, Path nowhere) {
        Instant first = now;
        for (int i = 0; i < desks; i++) {
            Instant at = first.plusMillis((long) (random.nextDouble() * ARRIVAL.toMillis()));
            beats.add(new Tick(at, beatCount++, new Workstation(at, nowhere)));
        }
    }

    private void work() {
        for (Tick beat = beats.remove(); beat.at().isBefore(FIVE); beat = beats.remove()) {
            now = beat.at();
            Duration next = beat.desk().beat();
            beats.add(new Tick(now.plus(next.isZero() ? Duration.ofMillis(1) : next), beatCount++, beat.desk()));
        }
    }

    private Day told() {
        int away = minute(outage);
        int back = minute(recovery);
        boolean isCalm = away == back;
        int atRecovery =
                isCalm ? 0 : Arrays.stream(requests, back, MINUTES).max().orElseThrow();
        int[] calm = isCalm ? requests : Arrays.copyOf(requests, away);
        return new Day(
                Arrays.stream(calm, minute(NINE), calm.length).average().orElseThrow(),
                Arrays.stream(calm).max().orElseThrow(),
                atRecovery);
    }

    private static int minute(Instant at) {
        return (int) Duration.between(NINE.minus(ARRIVAL.dividedBy(2)), at).toMinutes();
    }

    /** A person's desk: their keychain, the provider's answer to them, and the engine. */
    private final class Workstation implements SignInStore, SignInStore.StoredAccount {
        private final Account account = new Account("https://login.acme.example", "orders");
        private final User user = new User("sub", "somebody");
        private final Instant arrival;
        private final Path nowhere;
        private @Nullable StoredUser stored;
        private @Nullable PreAuthenticator engine;

        Workstation(Instant arrival, Path nowhere) {
            this.arrival = arrival;
            this.nowhere = nowhere;
        }

        Duration beat() {
            if (engine == null) {
                stored = new StoredUser(user, token(isBack ? arrival.minus(Duration.ofHours(15)) : arrival));
                engine = new PreAuthenticator(
                        this,
                        new Journal(nowhere, work -> {}, problem -> {}),
                        Set::of,
                        random,
                        Runnable::run,
                        new Clocks(() -> now, () -> Duration.between(NINE, now).toNanos()));
            }
            return engine.tick();
        }

        private Token token(Instant at) {
            return new Token("access", "Bearer", "refresh", null, Set.of(), Set.of(), at, at.plus(life));
        }

        @Override
        public List<IndexedUser> entries() {
            return List.of(IndexedUsers.ofDefault(account, user, null, NINE));
        }

        @Override
        public void unlock() {
            throw new AssertionError("Nobody is prompted");
        }

        @Override
        public StoredAccount open(Account account) {
            return this;
        }

        @Override
        public Optional<StoredUser> read(User user) {
            return Optional.ofNullable(stored);
        }

        @Override
        public RefreshResult refresh(User user) throws GrantException {
            requests[minute(now)]++;
            if (!now.isBefore(outage) && now.isBefore(recovery)) throw new Unreachable("It is away.", null);
            stored = new StoredUser(user, token(now));
            return new RefreshResult(stored, null);
        }

        @Override
        public RefreshResult keep(User user) {
            return new RefreshResult(Objects.requireNonNull(stored), null);
        }

        @Override
        public void takeOver(StoredUser user, @Nullable StoredUser before) {}

        @Override
        public Optional<Token> delete(User user) {
            throw new AssertionError("No user signs out");
        }

        @Override
        public Optional<GrantException> revoke(Token token) {
            throw new AssertionError("No user signs out");
        }

        @Override
        public void makeDefault(User user) {}

        @Override
        public void forgetDeclined(User user) {}
    }
}
