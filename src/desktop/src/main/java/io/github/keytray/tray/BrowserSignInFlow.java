package io.github.keytray.tray;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.swing.Session;
import io.github.keytray.swing.SwingSignIn;
import io.github.keytray.swing.SystemBrowser;
import io.github.keytray.tray.setup.Setup;
import java.awt.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the person does at their browser, with the keychain of the desktop. */
record BrowserSignInFlow(Keychain keychain, SignIns signIns, Setup setup, InstantSource clock, Executor workers)
        implements SignInFlow {
    private static final Duration BROWSER_START = Duration.ofMinutes(1);

    @Override
    public CompletableFuture<Session> signIn(
            String issuer, Client client, @Nullable User user, @Nullable Window owner) {
        TokenRequest request = request(issuer, client, user);
        return inBackground(() -> asked(issuer, client, user)).thenCompose(asked -> {
            Client whole = asked.client();
            SwingSignIn.Builder builder = SwingSignIn.builder()
                    .issuer(issuer)
                    .clientId(whole.id())
                    .network(setup.network(issuer))
                    .dpop(whole.requiresDpop())
                    .scopes(whole.scopes().toArray(String[]::new));
            if (whole.assertion() != null) builder.clientAssertion(whole.assertion());
            if (whole.secret() != null) builder.clientSecret(whole.secret());
            String resource = whole.parameters().get("resource");
            if (resource != null) builder.parameter("resource", resource);
            if (owner != null) builder.owner(owner);
            return builder.build().start(request.scopes(asked.scopes().toArray(String[]::new)));
        });
    }

    private TokenRequest request(String issuer, Client client, @Nullable User user) {
        if (user != null) return TokenRequest.interactive().signInAgain().user(user);
        Account account = new Account(issuer, client.id());
        boolean known = signIns.all().stream().anyMatch(kept -> kept.account().equals(account));
        return known ? TokenRequest.interactive().selectAccount() : TokenRequest.interactive();
    }

    /** The ID token that names the session is gone once the sign-in is: it is read before. */
    @Override
    public CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn) {
        // No thread waits for another's work: there are only so many.
        return inBackground(() -> store(signIn).getUser(signIn.user().id()).map(StoredUser::token))
                .thenCompose(token -> signIns.signOut(signIn)
                        .thenCompose(notTold -> token.isEmpty()
                                ? CompletableFuture.completedFuture(notTold)
                                : inBackground(() -> endSession(signIn, token.get(), notTold))));
    }

    private Optional<GrantException> endSession(StoredSignIn signIn, Token token, Optional<GrantException> notTold)
            throws GrantException, InterruptedException {
        Client client = Client.of(signIn.account().clientId());
        Provider provider = setup.provider(signIn.account().issuer());
        new Logout(provider, client, new SystemBrowser(), BROWSER_START, clock).endSession(token);
        return notTold;
    }

    /** With the stored client secret, and with the scopes that the application requested when this user signed in. */
    private Asked asked(String issuer, Client client, @Nullable User user) throws GrantException, InterruptedException {
        Account account = new Account(issuer, client.id());
        Client whole = client;
        if (client.secret() == null) {
            KeychainUserStore store = new KeychainUserStore(keychain, account);
            whole = whole.withSecret(store.clientSecret().orElse(null));
            String resource = store.knownResource().orElse(null);
            if (resource != null) whole = whole.withParameter("resource", resource);
        }
        Set<String> asked = user == null ? Set.of() : signIns.requestedScopes(account, user);
        boolean isMore = asked.isEmpty() || asked.containsAll(whole.scopes());
        return new Asked(isMore ? whole : whole.withScopes(asked), asked);
    }

    /**
     * What to ask for.
     *
     * @param scopes besides the client's own, which stay known as the default ones where they are
     */
    private record Asked(Client client, Set<String> scopes) {}

    private KeychainUserStore store(StoredSignIn signIn) {
        return new KeychainUserStore(keychain, signIn.account());
    }

    private <T> CompletableFuture<T> inBackground(BackgroundWork.Task<T> task) {
        return BackgroundWork.start(workers, task);
    }
}
