package io.github.keytray;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One refresh, under the lock of the store or memory that holds the sign-in. For one thread. */
final class LockedRefresh implements TokenRefresher.RefreshTokenStore {
    private final SilentRefresh renewal;
    private final TokenCheck check;
    private final TokenRequest request;
    private final AccountStore home;
    /** The sign-in as stored at this moment, or as it is in memory. */
    private StoredUser stored;

    private Token token;
    /** Why the store does not hold it, if it does not. */
    private @Nullable StoreUnavailable problem;

    LockedRefresh(SilentRefresh renewal, TokenRequest request, AccountStore home, StoredUser stored, Token token) {
        this.renewal = renewal;
        this.check = renewal.check();
        this.request = request;
        this.home = home;
        this.stored = stored;
        this.token = token;
    }

    SaveResult run() throws GrantException, InterruptedException {
        Token fresh;
        try {
            fresh = renewal.delegate()
                    .fetchToken(request.silently().previous(token).refreshTokenStore(this));
        } catch (Rejected refused) {
            return afterRefusal(refused);
        } catch (Unreachable | InteractionRequired failure) {
            return orElseStored(failure);
        }
        check.issued(fresh);
        boolean isKept = false;
        try {
            put(fresh);
            isKept = true;
        } finally {
            if (!isKept) renewal.revocation().of(fresh);
        }
        return new SaveResult(stored, problem);
    }

    /** The refresh token has been replaced, and the access token that came with it is not verified yet. */
    @Override
    public void store(String refreshToken) throws InterruptedException {
        store(refreshToken, null);
    }

    @Override
    public void store(String refreshToken, @Nullable String dpopKey) throws InterruptedException {
        Token replaced = token.withRefreshToken(refreshToken);
        try {
            put(dpopKey == null ? replaced : replaced.withDpopKey(dpopKey));
        } catch (GrantException signedOut) {
            // The user has signed out meanwhile. The verification of the response reports it.
        }
    }

    /** A token that cannot be stored is not lost: it lives on in memory. */
    private void put(Token fresh) throws GrantException, InterruptedException {
        StoredUser renewed = new StoredUser(stored.user(), fresh);
        try {
            problem = null;
            renewal.unsaved().putRenewed(home, renewed);
        } catch (StoreUnavailable notTaken) {
            problem = notTaken;
            renewal.unsaved().take(renewed, stored, notTaken, false, isDefault());
        }
        stored = renewed;
        token = fresh;
    }

    private boolean isDefault() throws InterruptedException {
        try {
            return home.getDefaultUser()
                    .filter(user -> user.user().id().equals(stored.user().id()))
                    .isPresent();
        } catch (GrantException unreadable) {
            return true;
        }
    }

    private <X extends GrantException> SaveResult orElseStored(X failure) throws X, InterruptedException {
        if (check.isUsable(token, request)) return new SaveResult(stored, problem);
        throw failure;
    }

    /**
     * The provider refuses to refresh the sign-in, unless another process rotated the refresh token without the lock.
     */
    private SaveResult afterRefusal(Rejected refused) throws GrantException, InterruptedException {
        Optional<StoredUser> now = home.getUser(stored.user().id());
        boolean unchanged = now.equals(Optional.of(stored));
        if (!unchanged && now.isPresent() && check.isGood(now.get(), request)) return SaveResult.kept(now.get());
        if (unchanged && refused.isInvalidGrant()) condemn();
        else if (unchanged && !RefreshGrant.isAboutTheRequest(refused) && !RefreshGrant.isAboutTheClient(refused)) {
            // Providers have refused good refresh tokens by other errors, so this one stays. A sign-in is due anyway,
            // and
            // other processes need not have it refused once more.
            note(new StoredUser(stored.user(), token, true));
        }
        // A sign-in is not what is missing, and the sentence says what is.
        if (RefreshGrant.isAboutTheProof(refused)) return orElseStored(refused);
        return orElseStored(new InteractionRequired(
                refused.isInvalidGrant()
                        ? "This sign-in has ended at the provider. Please sign in again."
                        : refused.getMessage(),
                refused));
    }

    /**
     * Removes the refresh token, which is worthless. The access token stays while it is valid, and the user stays
     * known.
     */
    private void condemn() throws GrantException, InterruptedException {
        boolean alive = check.isAlive(token);
        note(new StoredUser(stored.user(), alive ? token.withoutRefreshToken() : null, alive));
    }

    private void note(StoredUser ended) throws GrantException, InterruptedException {
        try {
            home.putUser(ended);
            stored = ended;
        } catch (StoreUnavailable notNoted) {
            // It is refused once more at the next start, and nothing is lost by that.
        }
    }
}
