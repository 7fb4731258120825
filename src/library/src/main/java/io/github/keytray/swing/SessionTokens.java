package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.oauth.IdTokenClaims;
import io.github.keytray.swing.Session.State;
import java.util.Map;
import java.util.Optional;
import javax.swing.SwingUtilities;

/** The tokens of one session, from its sign-in to its sign-out. Safe for any thread. */
final class SessionTokens {
    private final SignInParts parts;
    private final User user;
    private final SessionState state;
    private volatile Token token;

    SessionTokens(SignInParts parts, User user, Token token, SessionState state) {
        this.parts = parts;
        this.user = user;
        this.state = state;
        this.token = token;
    }

    /** The last one, which may have expired. */
    Token last() {
        return token;
    }

    Token valid() throws GrantException, InterruptedException {
        Token current = token;
        boolean isGood = state.now() == State.SIGNED_IN
                && !state.isEnding()
                && !parts.grant().needsRefresh(current);
        return isGood ? current : fetch(TokenRequest.silent());
    }

    Token fetch(TokenRequest request) throws GrantException, InterruptedException {
        if (SwingUtilities.isEventDispatchThread()) {
            throw new IllegalStateException("The token must be renewed, which the event dispatch thread must not wait "
                    + "for. Use tokenAsync(), or a worker thread.");
        }
        state.mustNotBeSignedOut();
        try {
            Token fresh = parts.grant().fetchToken(request.sub(user.id()));
            boolean renewed = !fresh.equals(token);
            // A sign-out that came meanwhile wins over the result.
            if (!state.become(State.SIGNED_IN)) state.mustNotBeSignedOut();
            token = fresh;
            if (renewed) state.tellRenewed();
            return fresh;
        } catch (GrantException.InteractionRequired ended) {
            state.become(State.SIGN_IN_NEEDED);
            throw ended;
        }
    }

    Map<String, Object> idTokenClaims() throws GrantException, InterruptedException {
        Token current = token;
        if (current.idToken() != null) return IdTokenClaims.of(current);
        Edt.refuse("wait for the keychain");
        Optional<StoredUser> stored = parts.store().getUser(user.id());
        return stored.map(StoredUser::token).map(IdTokenClaims::of).orElse(Map.of());
    }

    /** Deletes first, which needs no network. Returns the sign-in that was stored last. */
    Token end() throws GrantException, InterruptedException {
        state.ending(true);
        Optional<StoredUser> signedIn;
        try {
            signedIn = parts.grant().forget(user);
            state.become(State.SIGNED_OUT);
        } finally {
            state.ending(false);
        }
        Token last = signedIn.map(StoredUser::token).orElse(token);
        try {
            parts.endpoint().revoke(last);
            return last;
        } catch (GrantException deletedAnyway) {
            return last;
        }
    }
}
