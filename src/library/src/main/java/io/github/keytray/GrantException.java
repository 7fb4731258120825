package io.github.keytray;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reason why there is no token, one of six kinds. Each message is for the user: what happened, what it means and
 * what to do. No message holds a secret; the cause is for developers.
 *
 * @since 0.1
 */
public abstract sealed class GrantException extends Exception {
    private static final long serialVersionUID = 1L;

    private GrantException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message: never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** A silent request needs the user. */
    public static final class InteractionRequired extends GrantException {
        private static final long serialVersionUID = 1L;

        public InteractionRequired(String message) {
            this(message, null);
        }

        public InteractionRequired(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The user cancelled the sign-in, or its time is over. */
    public static final class Cancelled extends GrantException {
        private static final long serialVersionUID = 1L;

        public Cancelled(String message) {
            this(message, null);
        }

        public Cancelled(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The provider did not answer, or not as a provider: trying again later can help. Nothing stored has changed. */
    public static final class Unreachable extends GrantException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;
        private final boolean intercepted;
        private final @Nullable String description;

        public Unreachable(String message, @Nullable Throwable cause) {
            this(message, null, cause);
        }

        public Unreachable(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            this(message, retryAfter, false, null, cause);
        }

        private Unreachable(
                String message,
                @Nullable Duration retryAfter,
                boolean intercepted,
                @Nullable String description,
                @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
            this.intercepted = intercepted;
            this.description = description;
        }

        /** Something nearer than the provider answered in its place. */
        public static Unreachable intercepted(String message, @Nullable Throwable cause) {
            return new Unreachable(message, null, true, null, cause);
        }

        /**
         * The provider itself said that it cannot answer now ({@code temporarily_unavailable} or {@code server_error}, RFC
         * 6749 §4.1.2.1).
         *
         * @param description its {@code error_description}, or null
         */
        public static Unreachable unavailable(String message, @Nullable String description) {
            return new Unreachable(message, null, false, description, null);
        }

        /** The provider's {@code error_description} (RFC 6749 §4.1.2.1), without secrets; empty where there is none. */
        public Optional<String> description() {
            return Optional.ofNullable(description);
        }

        /** How long the provider asked to be left alone ({@code Retry-After}, RFC 9110 §10.2.3). */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        /** Whether something nearer answered, such as a proxy or a network's own sign-in page: no load on the provider. */
        public boolean isIntercepted() {
            return intercepted;
        }
    }

    /** The provider said no, by an OAuth error (RFC 6749 §4.1.2.1 and §5.2) or by an answer that holds none. */
    public static final class Rejected extends GrantException {
        private static final long serialVersionUID = 1L;

        private final @Nullable String error;
        private final @Nullable String description;
        private final @Nullable String uri;

        /**
         * @param message for the person
         * @param error the error code, such as {@code invalid_grant}; null where the answer held none
         * @param description the provider's {@code error_description}, or null
         * @param uri the provider's {@code error_uri}, or null
         */
        public Rejected(
                String message,
                @Nullable String error,
                @Nullable String description,
                @Nullable String uri,
                @Nullable Throwable cause) {
            super(message, cause);
            this.error = error;
            this.description = description;
            this.uri = uri;
        }

        public Optional<String> error() {
            return Optional.ofNullable(error);
        }

        /** The provider's {@code error_description} (RFC 6749 §5.2), without secrets; empty where there is none. */
        public Optional<String> description() {
            return Optional.ofNullable(description);
        }

        /** The provider's {@code error_uri} (RFC 6749 §5.2); empty where there is none. */
        public Optional<String> uri() {
            return Optional.ofNullable(uri);
        }

        /**
         * Whether the refresh token or code that was sent is invalid now ({@code invalid_grant}, RFC 6749 §5.2). No
         * other error says this.
         */
        public boolean isInvalidGrant() {
            return "invalid_grant".equals(error);
        }
    }

    /** A response failed a check (state, issuer, nonce, signature, audience, TLS). The store is unchanged. */
    public static final class Untrusted extends GrantException {
        private static final long serialVersionUID = 1L;

        public Untrusted(String message) {
            this(message, null);
        }

        public Untrusted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The store failed to read or to write. Its content is unchanged. */
    public static final class StoreUnavailable extends GrantException {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        public StoreUnavailable(Reason reason, String message) {
            this(reason, message, null);
        }

        public StoreUnavailable(Reason reason, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        /** Others hold the account's lock. */
        static StoreUnavailable busy() {
            return new StoreUnavailable(
                    Reason.BUSY, "Another application is renewing this sign-in and has not finished. Try again.");
        }

        /** What is wrong with the store. */
        public Reason reason() {
            return reason;
        }

        /** Whether the store accepts a new sign-in all the same, which repairs it. */
        public boolean isMendedBySignIn() {
            return reason == Reason.CORRUPT || reason == Reason.ELSEWHERE;
        }

        /** What is wrong with the store. */
        public enum Reason {
            /** There is no keychain on this machine, or none that answers. */
            ABSENT,
            /** It is locked, and the user could not be asked to unlock it. */
            LOCKED,
            /** The person closed the prompt that unlocks it. */
            DISMISSED,
            /** It refused access. */
            DENIED,
            /** It did not answer in time. */
            TIMED_OUT,
            /** The sign-in does not fit. */
            TOO_LARGE,
            /** What it holds cannot be read, or was written by a newer Keytray. */
            CORRUPT,
            /** Sign-ins were last stored in another keychain, which does not answer now. */
            ELSEWHERE,
            /** Another thread or process holds the account. */
            BUSY,
            /** It answered, and what it answered was neither done nor refused. */
            FAILED
        }
    }
}
