package io.github.keytray;

import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in that lives in memory only: declined by the person, or not taken by the store. What the store did not take
 * is offered to it again, because a refresh token that was rotated and not stored would cost the person a sign-in at
 * the next start.
 */
final class UnsavedSignIn {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AccountStore store;
    private final Duration patience;
    private final InstantSource clock;
    private final MemoryUserStore memory = new MemoryUserStore();
    private @Nullable PendingSave offer;

    UnsavedSignIn(AccountStore store, Duration patience, InstantSource clock) {
        this.store = store;
        this.patience = patience;
        this.clock = clock;
    }

    AccountStore memory() {
        return memory;
    }

    Optional<StoredUser> user() {
        return memory.getDefaultUser();
    }

    /** Whether the user is here because the person wanted it so. */
    synchronized boolean isDeclined(String sub) {
        return offer == null
                && memory.getDefaultUser()
                        .filter(user -> user.user().id().equals(sub))
                        .isPresent();
    }

    /** Where whoever the request is for lives: here, or in the store. */
    AccountStore home(TokenRequest request) {
        return user().filter(request::isFor).isPresent() ? memory : store;
    }

    synchronized void forget() {
        memory.change(roster -> Roster.EMPTY);
        offer = null;
    }

    /**
     * Takes what the store did not.
     *
     * @param before what the store holds of this user instead; null for nothing
     * @param asked whether a person could be asked to unlock the store: not while others have to wait
     */
    synchronized void take(StoredUser user, @Nullable StoredUser before, StoreUnavailable problem, boolean asked) {
        take(user, new PendingSave(before, again(problem, asked)));
    }

    /** Takes what the person does not want stored. */
    synchronized void keepDeclined(StoredUser user) {
        take(user, null);
    }

    /** Offers the store again what it did not take, if it is time to. Afterwards either the store or memory has it. */
    synchronized void retrySave() throws InterruptedException {
        PendingSave offered = offer;
        StoredUser user = user().orElse(null);
        if (offered == null || user == null || clock.instant().isBefore(offered.again)) return;
        try {
            store.exclusively(patience, () -> {
                boolean fits = offered.fits(store.getUser(user.user().id()).orElse(null), user);
                if (fits) store.change(roster -> roster.hasDefault() ? roster.with(user) : roster.withDefault(user));
                return user;
            });
            forget();
        } catch (StoreUnavailable problem) {
            take(user, offered.before, problem, true);
        } catch (GrantException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void take(StoredUser user, @Nullable PendingSave offer) {
        memory.change(roster -> Roster.EMPTY.withDefault(user));
        this.offer = offer;
    }

    private Instant again(StoreUnavailable problem, boolean asked) {
        return switch (problem.reason()) {
            case LOCKED -> asked ? Instant.MAX : Instant.MIN;
            case ABSENT, TIMED_OUT, BUSY, FAILED -> clock.instant().plus(PAUSE);
            case DISMISSED, DENIED, TOO_LARGE, CORRUPT, ELSEWHERE -> Instant.MAX;
        };
    }

    /**
     * What is offered again, and when.
     *
     * @param before what the store held of the user when it did not take it
     */
    private record PendingSave(@Nullable StoredUser before, Instant again) {
        /** Not when they signed out meanwhile, or the store has newer. */
        boolean fits(@Nullable StoredUser now, StoredUser user) {
            if (Objects.equals(now, before)) return true;
            if (now == null || before == null) return false;
            Token token = now.token();
            boolean newer = token != null
                    && user.token() != null
                    && !token.issuedAt().isBefore(user.token().issuedAt());
            return !newer;
        }
    }
}
