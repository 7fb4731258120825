package io.github.keytray.keychain;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What a process reaches one keychain by.
 *
 * @param worker the thread that has the keychain
 * @param state the directory of what is known about the keychain; no secrets
 * @param longestValue the most bytes that an entry may have
 */
record KeychainAccess(
        Backend.Opener opener,
        KeychainExecutor worker,
        Path state,
        EntryLocks locks,
        KeychainFailures problem,
        int longestValue) {
    /** A prompt that runs out must have time to say so. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Opens nothing yet. */
    static KeychainAccess of(
            Backend.Opener opener,
            Path state,
            EntryLocks locks,
            KeychainFailures problem,
            int longestValue,
            Duration patience,
            InstantSource clock) {
        Verifying backends = new Verifying(opener, problem, new BackOff(clock));
        KeychainExecutor worker =
                new KeychainExecutor(backends, problem, patience, Keychain.PERSON_PATIENCE.plus(GRACE));
        return new KeychainAccess(opener, worker, state, locks, problem, longestValue);
    }

    /** That of this process to the operating system's keychain. Made when it is first asked for. */
    static KeychainAccess system() {
        return SystemHolder.ACCESS;
    }

    private static final class SystemHolder {
        private static final KeychainAccess ACCESS = open(Directories.current());

        private static KeychainAccess open(Directories directories) {
            Platform platform = directories.platform();
            Path state = directories.state();
            KeychainFailures problem = new KeychainFailures(platform.keychainName(directories.environment()));
            LastKeychain last = new LastKeychain(state);
            Owner owner = platform == Platform.LINUX ? last.read() : null;
            if (owner != null) problem.isWith(owner);
            return of(
                    new KeychainOpener(platform, directories.environment(), last, problem),
                    state,
                    new EntryLocks(state),
                    problem,
                    platform.longestValue(),
                    platform == Platform.MAC ? Keychain.PERSON_PATIENCE : Keychain.PATIENCE,
                    InstantSource.system());
        }
    }

    /** Not a lambda: the first one of a start costs as much as the keychain's answer. */
    private record Verifying(Backend.Opener opener, KeychainFailures problem, BackOff backOff)
            implements Function<Backend.PromptMonitor, Backend> {
        @Override
        public Backend apply(Backend.PromptMonitor person) {
            return new VerifyingBackend(opener, person, problem, backOff);
        }
    }
}
