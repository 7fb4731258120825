package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.broker.Question;
import io.github.keytray.broker.Reply;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.preauth.Freshness.Concern;
import io.github.keytray.preauth.Freshness.KeychainLocked;
import io.github.keytray.preauth.Freshness.Offline;
import io.github.keytray.preauth.Freshness.Refused;
import io.github.keytray.preauth.Freshness.Renewing;
import io.github.keytray.preauth.Freshness.SignInAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One sign-in that is kept fresh: its token, its state, and when it is due. Safe for any thread; never waits. */
final class Watched {
    /** When work that ended without an outcome is tried again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Vault.Compartment compartment;
    private final Timetable timetable;
    private final Time time;
    private AccountIndex.Entry entry;
    private @Nullable StoredUser stored;
    private Set<String> askedFor = Set.of();
    private Freshness freshness = new Renewing();
    private @Nullable Instant troubledSince;
    private boolean busy;
    private boolean unkept;
    private int failures;
    private long due;
    private long rest;

    Watched(AccountIndex.Entry entry, Vault.Compartment compartment, Timetable timetable, Time time) {
        this.entry = entry;
        this.compartment = compartment;
        this.timetable = timetable;
        this.time = time;
        this.due = time.nanos();
        this.rest = due;
    }

    Vault.Compartment compartment() {
        return compartment;
    }

    synchronized AccountIndex.Entry entry() {
        return entry;
    }

    synchronized void update(AccountIndex.Entry newer) {
        entry = newer;
    }

    synchronized KeptSignIn snapshot() {
        return new KeptSignIn(entry, freshness);
    }

    /** What the application wanted of the provider, as the last token tells that there was. */
    synchronized Set<String> askedFor() {
        return askedFor;
    }

    /** Whether the sign-in has ended: only the person can mend it. */
    synchronized boolean hasEnded() {
        return freshness instanceof SignInAgain;
    }

    /** Whether something that was renewed is still only in memory. */
    synchronized boolean isUnkept() {
        return unkept;
    }

    /** Whether the way to the provider, or the provider, keeps it from being renewed. */
    synchronized boolean isTroubled() {
        return freshness.concern() == Concern.TROUBLE;
    }

    /** Nanoseconds until there is something to do, none when there is now; the most there can be while it is done. */
    synchronized long untilDue() {
        return busy || due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, due - time.nanos());
    }

    /** Takes the work on it, unless somebody has. Should that end without an outcome, it is tried again later. */
    synchronized boolean begin() {
        if (busy) return false;
        busy = true;
        due = time.nanos() + PAUSE.toNanos();
        return true;
    }

    synchronized void end() {
        busy = false;
    }

    /** What is kept may be another than it was. */
    synchronized void lookAgain() {
        due = time.nanos();
    }

    /** What is known is not so any more: it is not handed out before it has been read again. */
    synchronized void distrust() {
        stored = null;
        freshness = new Renewing();
        due = time.nanos();
    }

    /** The computer slept, the clock was set or the network changed: what was planned is worth nothing. */
    synchronized void replan() {
        if (busy || hasEnded() || unkept || stored == null) return;
        if (!isTroubled()) {
            place(stored);
            return;
        }
        failures = 0;
        rest = time.nanos();
        due = rest + timetable.soon().toNanos();
    }

    /**
     * Takes what is kept, if it is news. A sign-in that has ended comes back by another token only.
     *
     * @return whether that will do, or there is nothing to be done about it
     */
    synchronized boolean take(StoredUser kept) {
        if (!hasEnded()) {
            if (kept.equals(stored)) return false;
            place(kept);
            return true;
        }
        Token before = stored == null ? null : stored.token();
        Token now = kept.token();
        if (now != null && (before == null || !before.accessToken().equals(now.accessToken()))) place(kept);
        else due = Long.MAX_VALUE;
        return true;
    }

    synchronized void renewing() {
        freshness = new Renewing();
    }

    synchronized void renewed(Vault.Renewed renewed) {
        place(renewed.user());
        unkept = renewed.notKept() != null;
        if (renewed.notKept() != null) locked(renewed.notKept());
    }

    private void place(StoredUser user) {
        stored = user;
        failures = 0;
        troubledSince = null;
        Token token = user.token();
        if (token != null) askedFor = token.requestedScopes();
        Optional<Duration> wait = token == null ? Optional.empty() : timetable.untilRenewal(token, time.now());
        due = wait.map(left -> time.nanos() + left.toNanos()).orElse(Long.MAX_VALUE);
        freshness = Freshness.of(token, time.now(), wait.orElse(Duration.ZERO));
        if (hasEnded()) due = Long.MAX_VALUE;
    }

    /** Returns whether it has ended by that. */
    synchronized boolean failed(GrantException problem) {
        boolean hadEnded = hasEnded();
        if (problem instanceof InteractionRequired) {
            ended(problem.getMessage());
        } else if (problem instanceof StoreUnavailable) {
            locked(problem);
        } else {
            failures++;
            Duration wait = untilRetry(problem);
            due = time.nanos() + wait.toNanos();
            Instant next = time.now().plus(wait);
            freshness = problem instanceof Unreachable
                    ? new Offline(since(), next, problem.getMessage())
                    : new Refused(since(), next, problem.getMessage());
        }
        return hasEnded() && !hadEnded;
    }

    private Duration untilRetry(GrantException problem) {
        rest = time.nanos() + rest().toNanos();
        if (Side.of(problem) == Side.HERE) return timetable.untilRetryNearby(failures);
        Duration asked = problem instanceof Unreachable unreachable
                ? unreachable.retryAfter().orElse(null)
                : null;
        Duration wait = timetable.untilRetry(failures, stored == null ? null : stored.token(), time.now(), asked);
        if (asked != null) rest = time.nanos() + wait.toNanos();
        return wait;
    }

    private void ended(String reason) {
        if (!hasEnded()) freshness = new SignInAgain(time.now(), reason);
        due = Long.MAX_VALUE;
    }

    private void locked(GrantException problem) {
        failures++;
        freshness = new KeychainLocked(since(), problem.getMessage());
        due = time.nanos() + rest().toNanos();
        rest = due;
    }

    private Duration rest() {
        return timetable.untilDemand(failures, stored == null ? null : stored.token());
    }

    private Instant since() {
        troubledSince = Objects.requireNonNullElse(troubledSince, time.now());
        return troubledSince;
    }

    /**
     * Answers whoever asks for a token.
     *
     * @return the answer; {@code PENDING} also where there is nothing to hand out and {@link #begin} would help
     */
    synchronized Reply answer(Question question) {
        Token token = stored == null ? null : stored.token();
        if (stored != null && token != null && token.covers(question.scopes()) && question.isMetBy(token, time.now())) {
            return new Reply.Granted(stored.user(), token);
        }
        if (busy) return Reply.None.PENDING;
        if (hasEnded() || (token != null && !token.covers(question.scopes()))) {
            return Reply.None.INTERACTION_REQUIRED;
        }
        return time.nanos() - rest < 0 ? Reply.None.UNAVAILABLE : Reply.None.PENDING;
    }
}
