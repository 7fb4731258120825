package io.github.keytray;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * Returns the stored token, refreshed when needed. One refresh runs at a time on the whole machine, and its token is
 * stored before it is returned. The user is not asked.
 *
 * @param delegate refreshes when asked silently
 * @param unsaved holds what the store does not take
 * @param revocation revokes tokens that come too late
 * @param refused what other processes may not refresh any more either
 */
record SilentRefresh(
        Grant delegate,
        TokenCheck check,
        UnsavedSignIn unsaved,
        Revocation revocation,
        RefusedElsewhere refused,
        Duration patience) {
    private static final int MOST_MOVES = 5;

    /** The known user with a token for the request. The caller tells the user what could not be stored. */
    SaveResult of(StoredUser known, TokenRequest request, AccountStore home)
            throws GrantException, InterruptedException {
        if (!request.isForceRefresh() && check.isGood(known, request)) return SaveResult.kept(known);
        refused.seen(known);
        try {
            return whereItIs(known, request, home);
        } catch (StoreUnavailable problem) {
            if (known.token() != null && check.isUsable(known.token(), request)) return SaveResult.kept(known);
            throw problem;
        }
    }

    /** While this thread waits for a lock, others can move the sign-in from the store to memory, or back. */
    private SaveResult whereItIs(StoredUser known, TokenRequest request, AccountStore home)
            throws GrantException, InterruptedException {
        String sub = known.user().id();
        AccountStore place = home;
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            AccountStore here = place;
            Optional<SaveResult> result = DetachedTask.run(task -> here.exclusively(
                    patience,
                    () -> unsaved.isAt(here, sub)
                            ? Optional.of(settled(request, known, here, task))
                            : Optional.empty()));
            if (result.isPresent()) return result.get();
            place = unsaved.home(sub);
        }
        throw StoreUnavailable.busy();
    }

    /**
     * Runs under the lock of {@code home}. A sign-in that is in memory because the store did not take it is compared with
     * the store, under the store's lock, before its refresh token is sent: another process may have refreshed what is
     * stored.
     */
    private SaveResult settled(TokenRequest request, StoredUser known, AccountStore home, DetachedTask task)
            throws GrantException, InterruptedException {
        String sub = known.user().id();
        if (home != unsaved.memory() || !unsaved.isPending(sub)) return renew(request, known, home, task);
        return unsaved.store().exclusively(patience, () -> renew(request, known, unsaved.settle(sub), task));
    }

    /**
     * Runs under the lock of {@code home}. Another process may have refreshed or signed out since {@code known} was
     * read.
     */
    private SaveResult renew(TokenRequest request, StoredUser known, AccountStore home, DetachedTask task)
            throws GrantException, InterruptedException {
        StoredUser stored = home.getUser(known.user().id())
                .orElseThrow(() -> new InteractionRequired("You have been signed out. Please sign in again."));
        Token token = stored.token();
        if (token == null) throw new InteractionRequired("This sign-in has ended. Please sign in again.");
        boolean renewedByOthers = known.token() == null
                || !token.accessToken().equals(known.token().accessToken());
        if ((renewedByOthers || !request.isForceRefresh()) && check.isGood(stored, request))
            return SaveResult.kept(stored);
        if (refused.contains(stored)) {
            if (check.isUsable(token, request)) return SaveResult.kept(stored);
            throw new InteractionRequired("The provider no longer renews this sign-in. Please sign in again.");
        }
        task.mustFinish();
        return new LockedRefresh(this, request, home, stored, token).run();
    }
}
