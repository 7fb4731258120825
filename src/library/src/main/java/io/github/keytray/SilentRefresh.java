package io.github.keytray;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers from what is kept, and renews it when it must: one renewal at a time on the whole machine, stored before it is
 * handed out. The person is not asked.
 *
 * @param delegate refreshes when asked silently
 * @param unsaved takes what the store does not
 */
record SilentRefresh(Grant delegate, TokenCheck check, UnsavedSignIn unsaved, Duration patience) {
    /** The known user with a token for the request. The person is to be told of what could not be stored. */
    SaveResult of(StoredUser known, TokenRequest request, AccountStore home) throws GrantException, InterruptedException {
        if (!request.isForceRefresh() && check.isGood(known, request)) return SaveResult.kept(known);
        try {
            return home.exclusively(patience, () -> renew(request, known, home));
        } catch (StoreUnavailable problem) {
            if (known.token() != null && check.isUsable(known.token(), request)) return SaveResult.kept(known);
            throw problem;
        }
    }

    /** Under the lock of {@code home}: others may have renewed, or signed out, since {@code known} was read. */
    private SaveResult renew(TokenRequest request, StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        StoredUser stored = home.getUser(known.user().id())
                .orElseThrow(() -> new InteractionRequired("You have been signed out. Please sign in again."));
        Token token = stored.token();
        if (token == null) throw new InteractionRequired("This sign-in has ended. Please sign in again.");
        boolean renewedByOthers = !stored.equals(known);
        if ((renewedByOthers || !request.isForceRefresh()) && check.isGood(stored, request))
            return SaveResult.kept(stored);
        try {
            Token fresh = delegate.fetchToken(request.silently().previous(token));
            check.issued(fresh);
            return put(home, new StoredUser(stored.user(), fresh), stored);
        } catch (Rejected refused) {
            if (refused.isInvalidGrant()) return afterRefusal(request, stored, token, home, refused);
            return orElseStored(request, stored, token, refused);
        } catch (Unreachable | InteractionRequired failure) {
            return orElseStored(request, stored, token, failure);
        }
    }

    /** A token that cannot be stored is not lost: it lives on in memory. */
    private SaveResult put(AccountStore home, StoredUser fresh, StoredUser before)
            throws GrantException, InterruptedException {
        try {
            home.putUser(fresh);
            return SaveResult.kept(fresh);
        } catch (StoreUnavailable problem) {
            unsaved.take(fresh, before, problem, false);
            return new SaveResult(fresh, problem);
        }
    }

    private <X extends GrantException> SaveResult orElseStored(
            TokenRequest request, StoredUser stored, Token token, X failure) throws X, InterruptedException {
        if (check.isUsable(token, request)) return SaveResult.kept(stored);
        throw failure;
    }

    /** The provider has condemned the refresh token, unless somebody rotated it without our lock. */
    private SaveResult afterRefusal(
            TokenRequest request, StoredUser stored, Token token, AccountStore home, Rejected refused)
            throws GrantException, InterruptedException {
        Optional<StoredUser> now = home.getUser(stored.user().id());
        if (now.equals(Optional.of(stored))) condemn(home, stored, token);
        else if (now.isPresent() && check.isGood(now.get(), request)) return SaveResult.kept(now.get());
        return orElseStored(
                request,
                stored,
                token,
                new InteractionRequired("This sign-in has ended at the provider. Please sign in again.", refused));
    }

    /** The refresh token is worthless. The access token is kept while it lives, and the person stays known. */
    private void condemn(AccountStore home, StoredUser stored, Token token)
            throws GrantException, InterruptedException {
        home.putUser(new StoredUser(stored.user(), check.isAlive(token) ? token.withoutRefreshToken() : null));
    }
}
