package io.github.keytray.oauth;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;

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

    /** Has the provider reached by this client. */
    public static Provider reachedBy(Provider provider, HttpClient client) {
        // A clock that stands still: the client counts as just used, and the clock holds it, which nothing else does.
        LongSupplier still = () -> client.version() == HttpClient.Version.HTTP_2 ? 0 : 1;
        Connections connections = new Connections(Network.system(), InstantSource.fixed(Instant.EPOCH), still);
        try {
            set(connections, "last", new WeakReference<>(client));
            connections.used();
            set(provider, "http", new Http(Network.system(), connections));
            return provider;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The field of the client", e);
        }
    }

    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(object, value);
    }
}
