package io.github.keytray.preauth;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a kept sign-in is. Exactly one of these at any moment; no secret. */
public sealed interface Freshness {
    /** How much it asks of the person: nothing, patience, or that they do something. */
    Concern concern();

    /**
     * How a sign-in is by its token alone.
     *
     * @param token the token, or null without any
     * @param untilRenewal how long until one that has lapsed is renewed
     */
    static Freshness of(@Nullable Token token, Instant now, Duration untilRenewal) {
        if (token == null) return new SignInAgain(now, "This sign-in has ended. Please sign in again.");
        Instant end = token.expiresAt();
        if (end == null || token.isValid(now, Duration.ZERO)) return new Fresh(end);
        if (token.refreshToken() != null) return new Lapsed(now.plus(untilRenewal));
        return new SignInAgain(end, "This sign-in has lapsed. Please sign in again.");
    }

    /**
     * An application gets a token at once.
     *
     * @param until when the token ends; null where the provider does not say
     */
    record Fresh(@Nullable Instant until) implements Freshness {
        @Override
        public Concern concern() {
            return Concern.NONE;
        }
    }

    /** It is being read or renewed at this moment. */
    record Renewing() implements Freshness {
        @Override
        public Concern concern() {
            return Concern.NONE;
        }
    }

    /**
     * It lapsed while nobody was there to renew it. An application that asks has it renewed at once.
     *
     * @param renewal when it is renewed if nobody asks
     */
    record Lapsed(Instant renewal) implements Freshness {
        @Override
        public Concern concern() {
            return Concern.NONE;
        }
    }

    /**
     * The provider cannot be reached. It is tried again.
     *
     * @param since since when
     * @param nextTry when it is tried again, or sooner when the network comes back
     * @param problem what happened, as a sentence for the person
     */
    record Offline(Instant since, Instant nextTry, String problem) implements Freshness {
        @Override
        public Concern concern() {
            return Concern.TROUBLE;
        }
    }

    /**
     * The provider answered, neither with a token nor that the sign-in has ended: a matter for its administrators. It is
     * tried again.
     *
     * @param since since when
     * @param nextTry when it is tried again
     * @param problem what happened, as a sentence for the person
     */
    record Refused(Instant since, Instant nextTry, String problem) implements Freshness {
        @Override
        public Concern concern() {
            return Concern.TROUBLE;
        }
    }

    /**
     * The sign-in has ended, and nothing is tried until the person signs in again.
     *
     * @param since since when
     * @param reason why, as a sentence for the person
     */
    record SignInAgain(Instant since, String reason) implements Freshness {
        @Override
        public Concern concern() {
            return Concern.PERSON;
        }
    }

    /**
     * The keychain does not give or take the sign-in, most often because it is locked.
     *
     * @param since since when
     * @param problem what is wrong, as a sentence for the person
     */
    record KeychainLocked(Instant since, String problem) implements Freshness {
        @Override
        public Concern concern() {
            return Concern.PERSON;
        }
    }

    /** The person has paused renewing. Applications renew for themselves meanwhile. */
    record Paused() implements Freshness {
        @Override
        public Concern concern() {
            return Concern.PAUSED;
        }
    }

    /** What a state asks of the person, the least first: the greatest of all sign-ins is the tray's own. */
    enum Concern {
        /** Nothing. */
        NONE,
        /** They have paused it. */
        PAUSED,
        /** Patience. */
        TROUBLE,
        /** To do something: sign in again, unlock the keychain. */
        PERSON
    }
}
