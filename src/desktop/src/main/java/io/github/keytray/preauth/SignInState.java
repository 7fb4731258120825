package io.github.keytray.preauth;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a kept sign-in is. Exactly one of these at any moment; no secret. */
public sealed interface SignInState {
    /** How much it asks of the person: nothing, patience, or that they do something. */
    Attention attention();

    /**
     * How a sign-in is by its token alone.
     *
     * @param token the token, or null without any
     * @param untilRefresh how long until one that has lapsed is renewed
     */
    static SignInState of(@Nullable Token token, Instant now, Duration untilRefresh) {
        if (token == null) return new SignInRequired(now, "This sign-in has ended. Please sign in again.");
        Instant end = token.expiresAt();
        if (end == null || token.isValid(now, Duration.ZERO)) return new Valid(end, token.refreshToken() != null);
        if (token.refreshToken() != null) return new Expired(now.plus(untilRefresh));
        return new SignInRequired(
                end,
                "This sign-in has lapsed, and the provider gave no refresh token to renew it with. Please sign in again.");
    }

    /**
     * An application gets a token at once.
     *
     * @param until when the token ends; null where the provider does not say
     * @param renewable whether the provider gave a refresh token: without one, it ends then for good
     */
    record Valid(@Nullable Instant until, boolean renewable) implements SignInState {
        /** One that is renewed. */
        public Valid(@Nullable Instant until) {
            this(until, true);
        }

        @Override
        public Attention attention() {
            return Attention.NONE;
        }
    }

    /** It is being read or renewed at this moment. */
    record Refreshing() implements SignInState {
        @Override
        public Attention attention() {
            return Attention.NONE;
        }
    }

    /**
     * It lapsed while nobody was there to renew it. An application that asks has it renewed at once.
     *
     * @param renewal when it is renewed if nobody asks
     */
    record Expired(Instant renewal) implements SignInState {
        @Override
        public Attention attention() {
            return Attention.NONE;
        }
    }

    /**
     * The provider cannot be reached. It is tried again.
     *
     * @param since since when
     * @param nextTry when it is tried again, or sooner when the network comes back
     * @param problem what happened, as a sentence for the person
     */
    record Offline(Instant since, Instant nextTry, String problem) implements SignInState {
        @Override
        public Attention attention() {
            return Attention.TROUBLE;
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
    record Refused(Instant since, Instant nextTry, String problem) implements SignInState {
        @Override
        public Attention attention() {
            return Attention.TROUBLE;
        }
    }

    /**
     * The sign-in has ended, and nothing is tried until the person signs in again.
     *
     * @param since since when
     * @param reason why, as a sentence for the person
     */
    record SignInRequired(Instant since, String reason) implements SignInState {
        @Override
        public Attention attention() {
            return Attention.PERSON;
        }
    }

    /**
     * The keychain does not give or take the sign-in, most often because it is locked.
     *
     * @param since since when
     * @param problem what is wrong, as a sentence for the person
     */
    record KeychainLocked(Instant since, String problem) implements SignInState {
        @Override
        public Attention attention() {
            return Attention.PERSON;
        }
    }

    /** The person has paused renewing. Applications renew for themselves meanwhile. */
    record Paused() implements SignInState {
        @Override
        public Attention attention() {
            return Attention.PAUSED;
        }
    }

    /** What a state asks of the person, the least first: the greatest of all sign-ins is the tray's own. */
    enum Attention {
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
