package io.github.keytray;

import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Revokes tokens that are no longer stored, in the background. It reads the store after all saves that have begun,
 * because a save goes on when its caller was cancelled.
 *
 * @param revoker revokes tokens at the provider
 */
record Revocation(TokenRevoker revoker, AccountStore store, UnsavedSignIn unsaved, Duration patience) {
    void of(StoredUser gone) {
        if (gone.token() != null) of(gone.token());
    }

    void of(Token token) {
        if (revoker == TokenRevoker.NONE || token.refreshToken() == null) return;
        DetachedTask.behind("keytray-revocation", task -> now(token));
    }

    /** The same, now, on the calling thread. */
    Token now(Token token) throws GrantException, InterruptedException {
        List<Token> kept = kept();
        if (kept.stream().noneMatch(other -> Objects.equals(other.refreshToken(), token.refreshToken()))) {
            revoker.revoke(token, kept);
        }
        return token;
    }

    private List<Token> kept() throws GrantException, InterruptedException {
        List<StoredUser> users = new ArrayList<>(unsaved.users());
        try {
            users.addAll(store.exclusively(patience, store::users));
        } catch (StoreUnavailable problem) {
            // What cannot be read may hold a sign-in that would end, too.
            if (problem.reason() != StoreUnavailable.Reason.ABSENT) throw problem;
        }
        List<Token> tokens = new ArrayList<>();
        for (StoredUser user : users) if (user.token() != null) tokens.add(user.token());
        return tokens;
    }
}
