package io.github.keytray.swing;

import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A host's session over other parts than the system's. */
public final class ModelSession {
    private final Session session;
    private volatile boolean isSignedOut;

    public ModelSession(
            AutoLoginGrant grant,
            AccountStore store,
            TokenEndpoint endpoint,
            InstantSource clock,
            StoredUser signedIn) {
        String issuer = "https://login.acme.example";
        Logout logout =
                new Logout(Provider.of(issuer), Client.of("app"), Browser.of(page -> {}), Duration.ofSeconds(1), clock);
        session = new Session(
                SwingSignIn.builder().issuer(issuer).clientId("app").build(),
                new SignInParts(new BrokerGrant(null, grant), store, endpoint, logout, clock),
                Workers.daemons(),
                signedIn);
    }

    /** Whether its sign-out was told to be done. */
    public boolean isSignedOut() {
        return isSignedOut;
    }

    public boolean saysSignedOut() {
        return session.state() == Session.State.SIGNED_OUT;
    }

    public Token token() throws GrantException, InterruptedException {
        return session.token();
    }

    /** Waits for it, other than a host. */
    public void signOut() throws GrantException, InterruptedException {
        CompletableFuture<Session> done = session.signOut();
        try {
            done.get();
            isSignedOut = true;
        } catch (InterruptedException cancelled) {
            done.cancel(true);
            throw cancelled;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GrantException problem) throw problem;
            if (e.getCause() instanceof Error error) throw error;
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
        }
    }
}
