package io.github.keytray.preauth;

import io.github.keytray.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a stored sign-in, exactly one of these at any moment. It holds no secret. */
public sealed interface SignInState {
    /** How much it asks of the person: nothing, patience, or that they do something. */
    Attention attention();

    /**
     * The state of a sign-in by its token alone.
     *
     * @param token the token, or null without one
     * @param untilRefresh how long until an expired token is refreshed
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
     * @param until when the token expires; null where the provider does not say
     * @param renewable whether the provider issued a refresh token: without one, the sign-in ends then
     */
    record Valid(@Nullable Instant until, boolean renewable) implements SignInState {
        /** A token that is refreshed. */
        public Valid(@Nullable Instant until) {
            this(until, true);
        }

        @Override
        public Attention attention() {
            return Attention.NONE;
        }
    }

    /** It is being read or refreshed at this moment. */
    record Refreshing() implements SignInState {
        @Override
        public Attention attention() {
            return Attention.NONE;
        }
    }

    /**
     * It expired while the tray did not run. A request of an application refreshes it at once.
     *
     * @param renewal when it is refreshed without a request
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

    /** The user has paused refreshes. Applications refresh by themselves meanwhile. */
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
