package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.platform.Secrets;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.preauth.SignInState.Attention;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.Refused;
import io.github.keytray.preauth.SignInState.SignInRequired;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One sign-in that the tray refreshes: its token, its state, and when it is due. Safe for any thread; never waits. */
final class ManagedSignIn {
    /**
     * When a refresh token that was refused, and is still stored, is sent once more: providers refuse some by mistake.
     */
    private static final Duration SECOND_TRY = Duration.ofDays(1).plusMinutes(1);
    /** When work that ended without an outcome is tried again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SignInStore.StoredAccount storedAccount;
    private final RefreshTiming timing;
    private final Clocks time;
    private IndexedUser entry;
    private @Nullable StoredUser stored;
    private Set<String> requestedScopes = Set.of();
    private SignInState state = new Refreshing();
    private @Nullable Instant problemSince;
    private boolean busy;
    private boolean unsaved;
    /** What was handed over while the work on it went on. */
    private @Nullable StoredUser handedOver;

    private boolean isSecondTry;
    private long endedAt;
    private int failures;
    private long due;
    private long rest;

    ManagedSignIn(IndexedUser entry, SignInStore.StoredAccount storedAccount, RefreshTiming timing, Clocks time) {
        this.entry = entry;
        this.storedAccount = storedAccount;
        this.timing = timing;
        this.time = time;
        this.due = time.nanos();
        this.rest = due;
    }

    SignInStore.StoredAccount storedAccount() {
        return storedAccount;
    }

    synchronized IndexedUser entry() {
        return entry;
    }

    String issuer() {
        return entry().account().issuer();
    }

    /** What must not be written anywhere. */
    synchronized Secrets secrets() {
        Token token = stored == null ? null : stored.token();
        if (token == null) return Secrets.NONE;
        return Secrets.of(token.accessToken(), token.refreshToken(), token.idToken());
    }

    synchronized void update(IndexedUser newer) {
        entry = newer;
    }

    synchronized StoredSignIn snapshot() {
        return new StoredSignIn(entry, state);
    }

    /** What the application wanted of the provider, as the last token tells that there was. */
    synchronized Set<String> requestedScopes() {
        return requestedScopes;
    }

    /** Whether the sign-in has ended: only the person can mend it. */
    synchronized boolean hasEnded() {
        return state instanceof SignInRequired;
    }

    /** Whether something that was refreshed is still only in memory. */
    synchronized boolean hasUnsavedToken() {
        return unsaved;
    }

    /** Whether the network or the provider prevents its refresh. */
    synchronized boolean hasProblem() {
        return state.attention() == Attention.TROUBLE;
    }

    /** Whether it waits for the network, or for a provider that does not answer. */
    synchronized boolean isOffline() {
        return state instanceof Offline;
    }

    /** Nanoseconds until there is something to do, none when there is now; the most there can be while it is done. */
    synchronized long untilDue() {
        return busy || due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, due - time.nanos());
    }

    /** Begins work on it, unless another thread has. When the work ends without an outcome, it is tried again later. */
    synchronized boolean begin() {
        if (busy) return false;
        busy = true;
        due = time.nanos() + PAUSE.toNanos();
        return true;
    }

    synchronized void end() {
        busy = false;
        if (handedOver != null) hold(handedOver);
    }

    /** The stored sign-in may have changed. */
    synchronized void reload() {
        due = time.nanos();
    }

    /** What is known is not so any more: it is not handed out before it has been read again. */
    synchronized void invalidate() {
        stored = null;
        state = new Refreshing();
        due = time.nanos();
    }

    /** The computer slept, the clock was set or the network changed: what was planned is worth nothing. */
    synchronized void reschedule() {
        if (busy || hasEnded() || unsaved || stored == null) return;
        if (!hasProblem()) {
            place(stored);
            return;
        }
        failures = 0;
        rest = time.nanos();
        due = rest + timing.soon().toNanos();
    }

    /**
     * Takes the stored sign-in if it has changed. A sign-in that has ended becomes valid by another token only.
     *
     * @return whether no refresh is needed or none is possible
     */
    synchronized boolean take(StoredUser kept) {
        if (!hasEnded()) {
            if (kept.equals(stored)) return false;
            place(kept);
            return true;
        }
        Token before = stored == null ? null : stored.token();
        Token now = kept.token();
        if (now != null && (before == null || !before.accessToken().equals(now.accessToken()))) {
            place(kept);
            return true;
        }
        due = Long.MAX_VALUE;
        boolean rested = time.nanos() - endedAt > SECOND_TRY.toNanos();
        isSecondTry = rested && now != null && now.refreshToken() != null;
        return !isSecondTry;
    }

    synchronized void refreshing() {
        state = new Refreshing();
    }

    synchronized void refreshed(SignInStore.RefreshResult refreshed) {
        place(refreshed.user());
        unsaved = refreshed.saveFailure() != null;
        if (refreshed.saveFailure() != null) locked(refreshed.saveFailure());
    }

    /**
     * Takes over a sign-in that another process refreshed and could not store.
     *
     * @return whether it is held here now
     */
    synchronized boolean takeOver(StoredUser user) {
        Token theirs = user.token();
        Token ours = stored == null ? null : stored.token();
        boolean older = theirs != null && ours != null && theirs.issuedAt().isBefore(ours.issuedAt());
        if (theirs == null || older) return false;
        storedAccount.takeOver(user, stored);
        if (busy) handedOver = user;
        else hold(user);
        return true;
    }

    private void hold(StoredUser user) {
        place(user);
        handedOver = null;
        unsaved = true;
        due = time.nanos();
    }

    private void place(StoredUser user) {
        stored = user;
        isSecondTry = false;
        failures = 0;
        problemSince = null;
        Token token = user.token();
        if (token != null) requestedScopes = token.requestedScopes();
        Optional<Duration> wait = token == null ? Optional.empty() : timing.untilRefresh(token, time.now());
        due = wait.map(left -> time.nanos() + left.toNanos()).orElse(Long.MAX_VALUE);
        state = SignInState.of(token, time.now(), wait.orElse(Duration.ZERO));
        if (user.ended()) {
            state = new SignInRequired(time.now(), "This sign-in has ended at the provider. Please sign in again.");
        }
        if (hasEnded()) due = Long.MAX_VALUE;
    }

    /** Returns whether it has ended by that. */
    synchronized boolean failed(GrantException problem) {
        // It was told when it ended, and is not told again when it could not be mended.
        boolean hadEnded = hasEnded() || isSecondTry;
        if (problem instanceof InteractionRequired) {
            ended(problem.getMessage());
        } else if (problem instanceof StoreUnavailable) {
            locked(problem);
        } else {
            failures++;
            Duration wait = untilRetry(problem);
            due = time.nanos() + wait.toNanos();
            Instant next = time.now().plus(wait);
            state = problem instanceof Unreachable
                    ? new Offline(since(), next, problem.getMessage())
                    : new Refused(since(), next, problem.getMessage());
        }
        return hasEnded() && !hadEnded;
    }

    private Duration untilRetry(GrantException problem) {
        rest = time.nanos() + rest().toNanos();
        if (FailureOrigin.of(problem) == FailureOrigin.LOCAL) return timing.untilLocalRetry(failures);
        Duration asked = problem instanceof Unreachable unreachable
                ? unreachable.retryAfter().orElse(null)
                : null;
        Duration wait = timing.untilRetry(failures, stored == null ? null : stored.token(), time.now(), asked);
        if (asked != null) rest = time.nanos() + wait.toNanos();
        return wait;
    }

    private void ended(String reason) {
        if (!hasEnded()) state = new SignInRequired(time.now(), reason);
        due = Long.MAX_VALUE;
        endedAt = time.nanos();
        isSecondTry = false;
    }

    private void locked(GrantException problem) {
        failures++;
        state = new KeychainLocked(since(), problem.getMessage());
        due = time.nanos() + rest().toNanos();
        rest = due;
    }

    private Duration rest() {
        return timing.untilRequestedRetry(failures, stored == null ? null : stored.token());
    }

    private Instant since() {
        problemSince = Objects.requireNonNullElse(problemSince, time.now());
        return problemSince;
    }

    /**
     * Answers a request for a token.
     *
     * @return the answer; {@code PENDING} also where there is no valid token and {@link #begin} would get one
     */
    synchronized BrokerResponse answer(BrokerRequest question) {
        Token token = stored == null ? null : stored.token();
        if (stored != null && token != null && token.covers(question.scopes()) && question.isMetBy(token, time.now())) {
            return BrokerResponse.Granted.of(stored.user(), token, question.use(), time.now());
        }
        if (busy) return BrokerResponse.NoToken.PENDING;
        if (hasEnded() || (token != null && !token.covers(question.scopes()))) {
            return BrokerResponse.NoToken.INTERACTION_REQUIRED;
        }
        return time.nanos() - rest < 0 ? BrokerResponse.NoToken.UNAVAILABLE : BrokerResponse.NoToken.PENDING;
    }
}
