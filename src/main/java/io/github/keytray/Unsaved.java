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
final class Unsaved {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AccountStore store;
    private final Duration patience;
    private final InstantSource clock;
    private final MemoryUserStore memory = new MemoryUserStore();
    private @Nullable Offer offer;

    Unsaved(AccountStore store, Duration patience, InstantSource clock) {
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

    synchronized void forget() {
        memory.putDefaultUser(null);
        offer = null;
    }

    /**
     * Takes what the store did not.
     *
     * @param before what the store held instead
     * @param asked whether a person could be asked to unlock the store: not while others have to wait
     */
    synchronized void take(StoredUser user, @Nullable StoredUser before, StoreUnavailable problem, boolean asked) {
        memory.putDefaultUser(user);
        Instant again = switch (problem.reason()) {
            case LOCKED -> asked ? Instant.MAX : Instant.MIN;
            case ABSENT, TIMED_OUT, BUSY, FAILED -> clock.instant().plus(PAUSE);
            case DISMISSED, DENIED, TOO_LARGE, CORRUPT, ELSEWHERE -> Instant.MAX;
        };
        offer = new Offer(before, again);
    }

    /** Takes what the person does not want stored. */
    synchronized void takeDeclined(StoredUser user) {
        memory.putDefaultUser(user);
        offer = null;
    }

    /** Offers the store again what it did not take, if it is time to. Afterwards either the store or memory has it. */
    synchronized void offerAgain() throws InterruptedException {
        Offer offered = offer;
        StoredUser user = memory.getDefaultUser().orElse(null);
        if (offered == null || user == null || clock.instant().isBefore(offered.again)) return;
        try {
            store.exclusively(patience, () -> {
                StoredUser now = store.getDefaultUser().orElse(null);
                if (offered.fits(now, user)) store.putDefaultUser(user);
                return user;
            });
            forget();
        } catch (StoreUnavailable problem) {
            take(user, offered.before, problem, true);
        } catch (GrantException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * What is offered again, and when.
     *
     * @param before what the store held when it did not take it
     */
    private record Offer(@Nullable StoredUser before, Instant again) {
        /** Not when the person signed out meanwhile, or somebody else in, or the store has newer. */
        boolean fits(@Nullable StoredUser now, StoredUser user) {
            if (Objects.equals(now, before)) return true;
            if (now == null || before == null) return false;
            Token token = now.token();
            boolean newer = token != null
                    && user.token() != null
                    && !token.issuedAt().isBefore(user.token().issuedAt());
            return now.user().id().equals(user.user().id()) && !newer;
        }
    }
}
