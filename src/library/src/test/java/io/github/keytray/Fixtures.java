package io.github.keytray;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** People, tokens and fakes of the ports. */
final class Fixtures {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final User ANA = new User("sub-ana", "ana");
    static final User BOB = new User("sub-bob", "bob");
    static final Set<String> SCOPES = Set.of("openid", "offline_access");

    private Fixtures() {}

    /** A token of an hour, with a refresh token, issued at noon. */
    static Token token(String name) {
        return new Token(
                "access-" + name,
                "Bearer",
                "refresh-" + name,
                "id-" + name,
                SCOPES,
                SCOPES,
                NOON,
                NOON.plus(Duration.ofHours(1)));
    }

    static Token undated(String name) {
        return new Token("access-" + name, "Bearer", null, null, Set.of(), Set.of(), NOON, null);
    }

    static GrantException.Rejected refusal(@Nullable String error) {
        return new GrantException.Rejected("The provider said no.", error, null, null, null);
    }

    static GrantException.Unreachable offline() {
        return new GrantException.Unreachable("The provider does not answer.", null);
    }

    static GrantException.StoreUnavailable locked() {
        return new GrantException.StoreUnavailable(
                GrantException.StoreUnavailable.Reason.LOCKED, "The keychain is locked.");
    }

    static final class FakeClock implements InstantSource {
        private Instant now = NOON;
        private long passed;

        @Override
        public Instant instant() {
            return now;
        }

        void reset() {
            now = NOON;
        }

        /** Nanoseconds, which only ever pass. */
        long passed() {
            return passed;
        }

        /** Time passes. */
        void advance(Duration by) {
            now = now.plus(by);
            passed += by.toNanos();
        }

        /** Somebody sets the clock, or the computer sleeps. */
        void set(Duration by) {
            now = now.plus(by);
        }
    }

    /** Answers as scripted, and remembers what it was asked. */
    static final class ScriptedGrant implements Grant {
        final List<TokenRequest> requests = new ArrayList<>();
        private final Deque<Grant> script = new ArrayDeque<>();

        ScriptedGrant then(Token token) {
            script.add(request -> token);
            return this;
        }

        ScriptedGrant then(GrantException failure) {
            script.add(request -> {
                throw failure;
            });
            return this;
        }

        ScriptedGrant then(Grant behaviour) {
            script.add(behaviour);
            return this;
        }

        @Override
        public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
            requests.add(request);
            Grant next = script.poll();
            if (next == null) throw new AssertionError("The delegate was asked once too often: " + requests.size());
            return next.fetchToken(request);
        }
    }

    /** A store that can fail, and knows whether its lock is held. */
    static final class FakeStore implements AccountStore {
        @Nullable
        StoredUser user;

        GrantException.@Nullable StoreUnavailable failsToRead;
        GrantException.@Nullable StoreUnavailable failsToWrite;
        GrantException.@Nullable StoreUnavailable failsToLock;
        int writes;
        boolean held;

        /** Whether another application has the browser out, and what it does when it is waited for. */
        @Nullable
        Runnable elsewhere;

        boolean leased;

        /** A person unlocks the store before the next lock is taken, and it takes writes again. */
        boolean isUnlockedBeforeNextLock;

        /** The users that are stored beside the default one. */
        List<StoredUser> others = List.of();

        List<User> declined = List.of();

        @Override
        public Roster roster() throws GrantException {
            if (failsToRead != null) throw failsToRead;
            return stored();
        }

        private Roster stored() {
            return new Roster(others, false, declined).withDefault(user);
        }

        @Override
        public void change(UnaryOperator<Roster> change) throws GrantException {
            if (!held && failsToLock != null) throw failsToLock;
            if (failsToWrite != null) throw failsToWrite;
            writes++;
            Roster changed = change.apply(stored());
            user = changed.defaultUser().orElse(null);
            others = changed.users().stream()
                    .filter(other -> !other.equals(user))
                    .toList();
            declined = changed.declined();
        }

        @Override
        public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
            if (held) throw new AssertionError("The lock is not re-entrant");
            if (failsToLock != null) throw failsToLock;
            if (isUnlockedBeforeNextLock) failsToWrite = null;
            held = true;
            try {
                return work.run();
            } finally {
                held = false;
            }
        }

        @Override
        public Optional<Lease> lease(Duration patience) {
            if (elsewhere != null) {
                if (patience.isZero()) return Optional.empty();
                elsewhere.run();
                elsewhere = null;
            }
            leased = true;
            return Optional.of(() -> leased = false);
        }
    }
}
