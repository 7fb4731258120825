package io.github.keytray.oauth;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Signs in without a browser: asks a model of the provider for a code, and exchanges it as a sign-in does. */
public record ModelSignIn(TokenEndpoint endpoint, Client client, Authorization authorization) implements Grant {
    /** The provider's page, and the person at it. */
    @FunctionalInterface
    public interface Authorization {
        /** Returns a code, or fails as a person may fail. */
        String code(Set<String> scopes, String nonce) throws GrantException, InterruptedException;
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        Set<String> scopes = client.scopesFor(request);
        String nonce = "the same at each sign-in";
        String code = authorization.code(scopes, nonce);
        return endpoint.exchange(
                code, URI.create("http://127.0.0.1:1/"), Pkce.unguessable(), scopes, nonce, request, null);
    }

    /** Has the provider reached by these clients, by these clocks. */
    public static Provider reachedBy(
            Provider provider, Supplier<HttpClient> clients, InstantSource clock, LongSupplier nanoTime) {
        try {
            Field http = Provider.class.getDeclaredField("http");
            http.setAccessible(true);
            http.set(provider, new Http(Network.system(), new Connections(clients, clock, nanoTime)));
            return provider;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The field of the provider's connections", e);
        }
    }
}
