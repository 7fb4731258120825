package io.github.keytray.proof;

import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.swing.ModelSession;
import org.jspecify.annotations.Nullable;

/** The session that a host in a process holds: since the person signed in, or else since it is first used. */
final class HostSession {
    private final World world;
    private final AutoLoginGrant grant;
    private final AccountStore store;
    private final TokenEndpoint endpoint;
    private volatile @Nullable ModelSession held;

    HostSession(World world, AutoLoginGrant grant, AccountStore store, TokenEndpoint endpoint) {
        this.world = world;
        this.grant = grant;
        this.store = store;
        this.endpoint = endpoint;
    }

    ModelSession begin(StoredUser user) {
        ModelSession fresh = new ModelSession(grant, store, endpoint, world.clock(), user);
        held = fresh;
        return fresh;
    }

    /** Whether there is one, and it was signed out. */
    boolean isEnded() {
        ModelSession session = held;
        return session != null && session.isSignedOut();
    }

    /** Also of a session that was signed out, which has to say so; null of that. */
    @Nullable
    StoredUser token() throws GrantException, InterruptedException {
        ModelSession session = session();
        boolean wasSignedOut = session.isSignedOut();
        try {
            Token token = session.token();
            if (wasSignedOut) world.violated("a session gives a token after its sign-out");
            return new StoredUser(World.ALICE, token);
        } catch (InteractionRequired signedOut) {
            if (!wasSignedOut) throw signedOut;
            return null;
        } finally {
            if (wasSignedOut && !session.saysSignedOut()) world.violated("a sign-out of a session is undone");
        }
    }

    void signOut() throws GrantException, InterruptedException {
        ModelSession session = session();
        session.signOut();
        if (!session.saysSignedOut()) world.violated("a session is not signed out after its sign-out");
    }

    private ModelSession session() throws GrantException, InterruptedException {
        ModelSession known = held;
        return known != null
                ? known
                : begin(grant.fetchUser(TokenRequest.silent().user(World.ALICE)));
    }
}
