package io.github.keytray;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;

/**
 * Answers from what is kept, and renews it when it must: one renewal at a time on the whole machine, stored before it is
 * handed out. The person is not asked.
 *
 * @param delegate refreshes when asked silently
 * @param unsaved takes what the store does not
 * @param revocation takes what comes too late for anybody
 */
record SilentRefresh(
        Grant delegate, TokenCheck check, UnsavedSignIn unsaved, Revocation revocation, Duration patience) {
    /** The known user with a token for the request. The person is to be told of what could not be stored. */
    SaveResult of(StoredUser known, TokenRequest request, AccountStore home)
            throws GrantException, InterruptedException {
        if (!request.isForceRefresh() && check.isGood(known, request)) return SaveResult.kept(known);
        try {
            return RenewalTask.run(task -> home.exclusively(patience, () -> settled(request, known, home, task)));
        } catch (StoreUnavailable problem) {
            if (known.token() != null && check.isUsable(known.token(), request)) return SaveResult.kept(known);
            throw problem;
        }
    }

    /**
     * Under the lock of {@code home}. What memory holds because the store did not take it is compared with the store before
     * its refresh token is sent, and under the store's lock: others may have renewed what is stored.
     */
    private SaveResult settled(TokenRequest request, StoredUser known, AccountStore home, RenewalTask task)
            throws GrantException, InterruptedException {
        String sub = known.user().id();
        if (home != unsaved.memory() || !unsaved.isPending(sub)) return renew(request, known, home, task);
        return unsaved.store().exclusively(patience, () -> renew(request, known, unsaved.settle(sub), task));
    }

    /** Under the lock of {@code home}: others may have renewed, or signed out, since {@code known} was read. */
    private SaveResult renew(TokenRequest request, StoredUser known, AccountStore home, RenewalTask task)
            throws GrantException, InterruptedException {
        StoredUser stored = home.getUser(known.user().id())
                .orElseThrow(() -> new InteractionRequired("You have been signed out. Please sign in again."));
        Token token = stored.token();
        if (token == null) throw new InteractionRequired("This sign-in has ended. Please sign in again.");
        boolean renewedByOthers = known.token() == null
                || !token.accessToken().equals(known.token().accessToken());
        if ((renewedByOthers || !request.isForceRefresh()) && check.isGood(stored, request))
            return SaveResult.kept(stored);
        task.mustFinish();
        return new LockedRenewal(this, request, home, stored, token).run();
    }
}
