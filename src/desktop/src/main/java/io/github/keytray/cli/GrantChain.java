package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.RefreshGrant;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The composition behind a command: store, then refresh, then the person. */
record GrantChain(AccountStore store, AutoLoginGrant grant, TokenEndpoint endpoint) {
    private static final Grant NON_INTERACTIVE = request -> {
        throw new GrantException.InteractionRequired("Nobody can be asked to sign in.");
    };

    static GrantChain interactive(
            Provider provider,
            Client client,
            AccountStore store,
            AutoLoginWidget widget,
            Grant person,
            InstantSource clock) {
        TokenEndpoint endpoint = new TokenEndpoint(provider, client, clock);
        return new GrantChain(
                store,
                new AutoLoginGrant(
                        store,
                        widget,
                        new UserInfoFetcher(provider, client),
                        new RefreshGrant(endpoint, person),
                        endpoint,
                        clock),
                endpoint);
    }

    /** For a command that never asks the person. */
    static GrantChain silent(Provider provider, Client asked, Wiring wiring)
            throws GrantException, InterruptedException {
        Account kept = provider.account(asked.id());
        Client client = asKept(asked, kept, wiring);
        AccountStore store = wiring.keychain(kept, client.secret());
        return interactive(provider, client, store, user -> false, NON_INTERACTIVE, wiring.clock());
    }

    /** The client with its secret, and for what the application had its tokens issued: as the keychain knows it. */
    static Client asKept(Client asked, Account account, Wiring wiring) throws GrantException, InterruptedException {
        Client client = asked.withSecret(secret(account, wiring));
        String resource = wiring.resource(account).orElse(null);
        return resource == null ? client : client.withParameter("resource", resource);
    }

    /** What the keychain knows of the client; nothing, when the entry is damaged: signing in again will replace it. */
    static @Nullable String secret(Account account, Wiring wiring) throws GrantException, InterruptedException {
        try {
            return wiring.clientSecret(account).orElse(null);
        } catch (StoreUnavailable problem) {
            if (problem.isMendedBySignIn()) return null;
            throw problem;
        }
    }
}
