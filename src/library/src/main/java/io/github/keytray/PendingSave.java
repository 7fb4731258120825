package io.github.keytray;

import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that the store did not take and that is offered to it again. {@link #toString} shows no secret.
 *
 * @param before what the store held of the user when it did not take it
 * @param spent the refresh tokens that the one in memory was made from: a store that says it did not take something may
 *     hold it all the same
 * @param isTakenOver whether another process made it, perhaps from what this one has not seen: then the times decide
 * @param again when it is offered
 * @param problem why it was not taken, the last time
 */
record PendingSave(
        @Nullable StoredUser before, Set<String> spent, boolean isTakenOver, Instant again, StoreUnavailable problem) {
    PendingSave {
        spent = Set.copyOf(spent);
    }

    PendingSave postponed(Instant later, StoreUnavailable reason) {
        return new PendingSave(before, spent, isTakenOver, later, reason);
    }

    PendingSave takenOver() {
        return new PendingSave(before, spent, true, again, problem);
    }

    /** The same, where the one in memory was made from this. */
    PendingSave madeFrom(@Nullable StoredUser earlier) {
        String refreshToken = refreshToken(earlier);
        if (refreshToken == null) return this;
        Set<String> all = new HashSet<>(spent);
        all.add(refreshToken);
        return new PendingSave(before, all, isTakenOver, again, problem);
    }

    /**
     * Whether what the store holds gives way: it is what it was, or what the one in memory was made from. Anything else was
     * stored since by somebody else, who is not asked when: the clocks of two processes may differ.
     */
    boolean supersedes(@Nullable StoredUser now, StoredUser user) {
        if (Objects.equals(now, before)) return true;
        String ours = refreshToken(user);
        if (now == null || ours == null) return false;
        String stored = refreshToken(now);
        // Others were refused by what the one in memory was made from.
        if (stored == null) return true;
        if (stored.equals(ours)) return false;
        return spent.contains(stored) || (isTakenOver && issuedAt(now).isBefore(issuedAt(user)));
    }

    private static Instant issuedAt(StoredUser user) {
        return user.token() == null ? Instant.MIN : user.token().issuedAt();
    }

    private static @Nullable String refreshToken(@Nullable StoredUser user) {
        Token token = user == null ? null : user.token();
        return token == null ? null : token.refreshToken();
    }

    @Override
    public String toString() {
        return "PendingSave[again=" + again + "]";
    }
}
