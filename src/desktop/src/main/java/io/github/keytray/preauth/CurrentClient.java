package io.github.keytray.preauth;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.RefreshGrant;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes as the application would: with the client secret and the resource stored beside the sign-in, as they were
 * when it was last read. When the secret has changed, a refresh token that was refused before is tried again. Safe for
 * any thread.
 */
final class CurrentClient implements Grant {
    private final Provider provider;
    private final Supplier<Client> known;
    private final InstantSource clock;
    private @Nullable AsOf current;

    /** @param known the client as it is known at the moment; does not block */
    CurrentClient(Provider provider, Supplier<Client> known, InstantSource clock) {
        this.provider = provider;
        this.known = known;
        this.clock = clock;
    }

    /** How it refreshes while the client is as it is. */
    private record AsOf(Client client, TokenEndpoint endpoint, RefreshGrant grant) {}

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        return current().grant().fetchToken(request);
    }

    TokenEndpoint endpoint() {
        return current().endpoint();
    }

    private synchronized AsOf current() {
        Client client = known.get();
        AsOf before = current;
        if (before != null && before.client().equals(client)) return before;
        TokenEndpoint endpoint = new TokenEndpoint(provider, client, clock);
        AsOf fresh = new AsOf(client, endpoint, new RefreshGrant(endpoint, request -> {
            throw new InteractionRequired("Please sign in.");
        }));
        current = fresh;
        return fresh;
    }
}
