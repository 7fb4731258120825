package io.github.keytray.testkit;

import java.net.URI;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client known to the provider (RFC 6749 §2).
 *
 * @param id its {@code client_id}
 * @param secret its secret, or null for a public client
 * @param name what the consent page calls it
 * @param redirectUris where it may be sent back to, on any port where the host is a loopback address (RFC 8252 §7.3);
 *     empty for any loopback address and path
 * @param needsConsent whether every person must be asked, and not only where the client asks for it
 * @param comparesPorts whether the port counts even where the host is a loopback address, as at providers that do not
 *     follow RFC 8252
 * @param key what verifies its assertions, the only way then to say who it is (RFC 7523, {@code private_key_jwt}); or null
 * @param bindsTokens whether its tokens must be bound to a key ({@code dpop_bound_access_tokens}, RFC 9449 §5.2)
 */
public record RegisteredClient(
        String id,
        @Nullable String secret,
        String name,
        Set<URI> redirectUris,
        boolean needsConsent,
        boolean comparesPorts,
        @Nullable PublicKey key,
        boolean bindsTokens) {

    /** A public client that may come back to any loopback address. */
    public static RegisteredClient of(String id) {
        return new RegisteredClient(id, null, id, Set.of(), false, false, null, false);
    }

    public RegisteredClient withSecret(String secret) {
        return new RegisteredClient(id, secret, name, redirectUris, needsConsent, comparesPorts, key, bindsTokens);
    }

    public RegisteredClient withName(String name) {
        return new RegisteredClient(id, secret, name, redirectUris, needsConsent, comparesPorts, key, bindsTokens);
    }

    public RegisteredClient withRedirectUris(URI... redirectUris) {
        return new RegisteredClient(
                id, secret, name, Set.of(redirectUris), needsConsent, comparesPorts, key, bindsTokens);
    }

    public RegisteredClient withConsent() {
        return new RegisteredClient(id, secret, name, redirectUris, true, comparesPorts, key, bindsTokens);
    }

    /** The same client, which may come back to no port but those that are registered. */
    public RegisteredClient comparingPorts() {
        return new RegisteredClient(id, secret, name, redirectUris, needsConsent, true, key, bindsTokens);
    }

    /** The same client, which has to sign. */
    public RegisteredClient withKey(PublicKey key) {
        return new RegisteredClient(id, secret, name, redirectUris, needsConsent, comparesPorts, key, bindsTokens);
    }

    /** The same client, which gets no token without a proof that it holds a key (DPoP, RFC 9449). */
    public RegisteredClient bindingTokens() {
        return new RegisteredClient(id, secret, name, redirectUris, needsConsent, comparesPorts, key, true);
    }

    boolean mayComeBackTo(URI uri) {
        if (uri.getRawFragment() != null) return false;
        if (redirectUris.isEmpty()) return "http".equals(uri.getScheme()) && isLoopback(uri);
        return redirectUris.stream().anyMatch(registered -> matches(registered, uri));
    }

    private boolean matches(URI registered, URI uri) {
        return registered.equals(uri)
                || (!comparesPorts
                        && isLoopback(registered)
                        && Objects.equals(registered.getScheme(), uri.getScheme())
                        && Objects.equals(registered.getHost(), uri.getHost())
                        && Objects.equals(registered.getRawPath(), uri.getRawPath())
                        && Objects.equals(registered.getRawQuery(), uri.getRawQuery()));
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null
                && Set.of("127.0.0.1", "[::1]", "localhost").contains(uri.getHost());
    }

    @Override
    public String toString() {
        return "RegisteredClient[" + id + "]";
    }
}
