package io.github.keytray.cli;

import io.github.keytray.GrantException;

/** What the exit code of {@code keytray} says. */
final class ExitCode {
    static final int DONE = 0;
    static final int INTERNAL_ERROR = 1;
    static final int WRONG_USAGE = 2;
    static final int INTERACTION_REQUIRED = 3;
    static final int CANCELLED = 4;
    static final int UNREACHABLE = 5;
    static final int REJECTED = 6;
    static final int UNTRUSTED = 7;
    static final int STORE_UNAVAILABLE = 8;

    private ExitCode() {}

    static int of(GrantException problem) {
        if (problem instanceof GrantException.InteractionRequired) return INTERACTION_REQUIRED;
        if (problem instanceof GrantException.Cancelled) return CANCELLED;
        if (problem instanceof GrantException.Unreachable) return UNREACHABLE;
        if (problem instanceof GrantException.Rejected) return REJECTED;
        if (problem instanceof GrantException.Untrusted) return UNTRUSTED;
        return STORE_UNAVAILABLE;
    }
}
