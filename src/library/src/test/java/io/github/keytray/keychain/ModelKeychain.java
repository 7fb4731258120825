package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A keychain in memory that tells each step to an observer, who may let it fail. Long values are kept in pieces where it has small entries. */
public final class ModelKeychain {
    private static final KeychainFailures PROBLEM = new KeychainFailures("Model Keyring");
    /** A sign-in does not fit. */
    public static final int SMALL = 700;
    /** All of it fits, as on Linux and macOS. */
    public static final int LARGE = 1_000_000;
    /** Longer than any machine is busy: what hangs is given up at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ModelKeychain() {}

    /** Sees each step before and after it is taken. */
    public interface Observer {
        void get(String name) throws StoreUnavailable, InterruptedException;

        /** Does the write, or not, or lets it be done later. */
        void write(String name, Runnable write) throws StoreUnavailable, InterruptedException;

        void written(String name) throws StoreUnavailable, InterruptedException;
    }

    /** As the other, with small entries. */
    public static Keychain of(Map<String, String> entries, Path locks, Observer observer, InstantSource clock) {
        return of(entries, locks, observer, clock, SMALL);
    }

    /**
     * The keychain of one process; entries and the directory of locks are shared by all processes of a person.
     *
     * @param longest how long a value can be that is kept in one entry
     */
    public static Keychain of(
            Map<String, String> entries, Path locks, Observer observer, InstantSource clock, int longest) {
        return new Keychain(person -> new InMemory(entries, observer), locks, PROBLEM, longest, PATIENCE, clock);
    }

    /** One in which nothing fails, with large entries. */
    public static Keychain reliable(Path locks) {
        Observer calm = new Observer() {
            @Override
            public void get(String name) {}

            @Override
            public void write(String name, Runnable write) {
                write.run();
            }

            @Override
            public void written(String name) {}
        };
        return of(new ConcurrentHashMap<>(), locks, calm, InstantSource.system(), LARGE);
    }

    /** Hangs in the call that is running, until its caller has given it up. */
    public static void hang(Keychain keychain) throws InterruptedException {
        keychain.giveUpRunning();
        Thread.sleep(Long.MAX_VALUE);
    }

    /** What is kept for the account, read without any step. */
    public static Roster read(Map<String, String> entries, Path state, Account account) throws StoreUnavailable {
        Observer blind = new Observer() {
            @Override
            public void get(String name) {}

            @Override
            public void write(String name, Runnable write) {
                throw new AssertionError(name);
            }

            @Override
            public void written(String name) {}
        };
        try {
            Optional<String> value = new ChunkedEntries(
                            new InMemory(entries, blind), PROBLEM, SMALL, new LastHeaders(state), () -> {})
                    .get(EntryName.signIn(account));
            return value.isEmpty()
                    ? Roster.EMPTY
                    : AccountEntry.open(value.get()).roster();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private record InMemory(Map<String, String> entries, Observer observer) implements Backend {
        private static String name(EntryName entry) {
            return entry.account().replaceFirst("-[0-9a-f]{32}", "");
        }

        @Override
        public void unlock(EntryName entry, boolean writing) {}

        @Override
        public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
            observer.get(name(entry));
            return Optional.ofNullable(entries.get(name(entry)));
        }

        @Override
        public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
            observer.write(name(entry), () -> entries.put(name(entry), value));
            observer.written(name(entry));
        }

        @Override
        public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
            observer.write(name(entry), () -> entries.remove(name(entry)));
            observer.written(name(entry));
        }

        @Override
        public void close() {}
    }
}
