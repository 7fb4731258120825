package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.preauth.Freshness.Fresh;
import io.github.keytray.preauth.Freshness.KeychainLocked;
import io.github.keytray.preauth.Freshness.Lapsed;
import io.github.keytray.preauth.Freshness.Offline;
import io.github.keytray.preauth.Freshness.Refused;
import io.github.keytray.preauth.Freshness.Renewing;
import io.github.keytray.preauth.Freshness.SignInAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sign-in that is kept fresh: its token, its state, and when it is due. Guarded by whoever holds it. */
final class Watched {
    /** How often a keychain that did not answer is asked again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Vault.Compartment compartment;
    private final Timetable timetable;
    private AccountIndex.Entry entry;
    private @Nullable StoredUser stored;
    private Freshness freshness = new Renewing();
    private boolean busy;
    private boolean unkept;
    private int failures;
    private @Nullable Instant troubledSince;
    private long due;

    /** @param now nanoseconds, which only ever pass: when it is read for the first time */
    Watched(AccountIndex.Entry entry, Vault.Compartment compartment, Timetable timetable, long now) {
        this.entry = entry;
        this.compartment = compartment;
        this.timetable = timetable;
        this.due = now;
    }

    Vault.Compartment compartment() {
        return compartment;
    }

    AccountIndex.Entry entry() {
        return entry;
    }

    void update(AccountIndex.Entry newer) {
        entry = newer;
    }

    KeptSignIn snapshot() {
        return new KeptSignIn(entry, freshness);
    }

    @Nullable
    Token token() {
        return stored == null ? null : stored.token();
    }

    /** Whether the sign-in has ended: only the person can mend it. */
    boolean hasEnded() {
        return freshness instanceof SignInAgain;
    }

    /** Whether something that was renewed is still only in memory. */
    boolean isUnkept() {
        return unkept;
    }

    boolean isBusy() {
        return busy;
    }

    long due() {
        return due;
    }

    void dueAt(long nanos) {
        due = nanos;
    }

    /** Work on it begins. Should that end without any outcome, it is tried again later. */
    void begin(long nanos) {
        busy = true;
        due = nanos + PAUSE.toNanos();
    }

    void end() {
        busy = false;
    }

    void renewing() {
        freshness = new Renewing();
    }

    /** Whether what is kept is news. A sign-in that has ended comes back by another token only. */
    boolean isNews(StoredUser user) {
        if (!hasEnded()) return !user.equals(stored);
        Token before = token();
        Token now = user.token();
        return now != null && (before == null || !before.accessToken().equals(now.accessToken()));
    }

    /** What is kept, or was just renewed. */
    void place(StoredUser user, Instant now, long nanos) {
        stored = user;
        unkept = false;
        failures = 0;
        troubledSince = null;
        Token token = user.token();
        if (token == null) {
            ended("This sign-in has ended. Please sign in again.", now);
            return;
        }
        Optional<Duration> wait = timetable.untilRenewal(token, now);
        due = wait.map(left -> nanos + left.toNanos()).orElse(Long.MAX_VALUE);
        boolean lapsed = token.expiresAt() != null && !token.isValid(now, token.margin());
        if (lapsed && token.refreshToken() == null) ended("This sign-in has lapsed. Please sign in again.", now);
        else if (lapsed) freshness = new Lapsed(now.plus(wait.orElse(Duration.ZERO)));
        else freshness = new Fresh(token.expiresAt());
    }

    /** It was renewed, but not kept. */
    void unkept(StoreUnavailable problem, Instant now, long nanos) {
        unkept = true;
        locked(problem, now, nanos);
    }

    void failed(GrantException problem, Instant now, long nanos) {
        if (problem instanceof InteractionRequired) {
            ended(problem.getMessage(), now);
        } else if (problem instanceof StoreUnavailable) {
            locked(problem, now, nanos);
        } else {
            failures++;
            Duration asked = problem instanceof Unreachable unreachable
                    ? unreachable.retryAfter().orElse(null)
                    : null;
            Duration wait = timetable.untilRetry(failures, token(), now, asked);
            due = nanos + wait.toNanos();
            freshness = problem instanceof Unreachable
                    ? new Offline(since(now), now.plus(wait), problem.getMessage())
                    : new Refused(since(now), now.plus(wait), problem.getMessage());
        }
    }

    private void ended(String reason, Instant now) {
        if (!hasEnded()) freshness = new SignInAgain(now, reason);
        due = Long.MAX_VALUE;
    }

    private void locked(GrantException problem, Instant now, long nanos) {
        freshness = new KeychainLocked(since(now), problem.getMessage());
        due = nanos + PAUSE.toNanos();
    }

    private Instant since(Instant now) {
        troubledSince = Objects.requireNonNullElse(troubledSince, now);
        return troubledSince;
    }
}
