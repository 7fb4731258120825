package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.GrantException.Untrusted;
import io.github.keytray.internal.platform.UnusableEnvironmentException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The messages about errors. The other packages have their messages in English only. In another language the message is
 * chosen by the kind of the error, and the English sentence is in the details.
 *
 * @param keychainName the keychain's name for users
 */
record ErrorMessages(Messages messages, Account account, String keychainName) {
    /** As much of a stack as shows where a fault is. */
    private static final int FRAMES = 12;

    /** What happened and what to do next. */
    String sentence(Throwable problem) {
        if (problem instanceof GrantException known) return sentence(known);
        if (problem instanceof UnusableEnvironmentException system)
            return messages.get("problem.environment", account.host(), String.valueOf(system.getMessage()));
        return messages.get(problem instanceof LinkageError ? "problem.library" : "problem.fault");
    }

    private String sentence(GrantException problem) {
        String sentence = messages.get("problem." + kind(problem), account.host(), problem.getMessage(), keychainName);
        // An email address to verify first, or when a maintenance ends: only the provider knows.
        String reason = reason(problem).orElse("");
        return sentence.contains(reason) ? sentence : sentence + " (" + reason + ")";
    }

    private static Optional<String> reason(GrantException problem) {
        if (problem instanceof Rejected refused) return refused.description();
        return problem instanceof Unreachable outage ? outage.description() : Optional.empty();
    }

    /** Whether the same thing, tried again, can end better. */
    static boolean isWorthAnotherTry(GrantException problem) {
        if (problem instanceof StoreUnavailable store) {
            return switch (store.reason()) {
                case LOCKED, DISMISSED, DENIED, TIMED_OUT, CORRUPT, ELSEWHERE, BUSY, FAILED -> true;
                case ABSENT, TOO_LARGE -> false;
            };
        }
        if (problem instanceof Rejected refused) {
            return switch (refused.error().orElse("")) {
                case "invalid_client", "unauthorized_client", "invalid_scope", "unsupported_response_type" -> false;
                default -> true;
            };
        }
        return true;
    }

    /** For support: everything that is known, and no secret. The messages of causes may hold some; their types do not. */
    String details(Throwable problem, Instant time) {
        StringBuilder text = new StringBuilder();
        line(text, "problem", problem.getClass().getSimpleName());
        // What is missing is the message of a LinkageError: the name of a class or method.
        boolean isOurs = problem instanceof GrantException || problem instanceof UnusableEnvironmentException;
        if (isOurs || problem instanceof LinkageError) line(text, "message", String.valueOf(problem.getMessage()));
        if (problem instanceof StoreUnavailable store) line(text, "reason", store.reason());
        if (problem instanceof Rejected refused) {
            refused.error().ifPresent(error -> line(text, "error", error));
            refused.uri().ifPresent(uri -> line(text, "error_uri", uri));
        }
        if (problem instanceof Unreachable outage) {
            outage.retryAfter().ifPresent(wait -> line(text, "retry_after", wait.toSeconds() + " s"));
        }
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            line(text, "cause", cause.getClass().getName());
        }
        if (!isOurs) {
            Stream.of(problem.getStackTrace()).limit(FRAMES).forEach(frame -> line(text, "at", frame));
        }
        line(text, "issuer", account.issuer());
        line(text, "client_id", account.clientId());
        line(text, "keychain", keychainName);
        line(text, "time", time);
        line(text, "java", System.getProperty("java.version") + ", " + System.getProperty("os.name"));
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String kind(GrantException problem) {
        if (problem instanceof StoreUnavailable store)
            return store.reason().name().toLowerCase(Locale.ROOT);
        if (problem instanceof InteractionRequired) return "required";
        if (problem instanceof Cancelled) return "cancelled";
        if (problem instanceof Unreachable) return "unreachable";
        if (problem instanceof Rejected) return "rejected";
        if (problem instanceof Untrusted) return "untrusted";
        throw new IllegalArgumentException(problem);
    }
}
