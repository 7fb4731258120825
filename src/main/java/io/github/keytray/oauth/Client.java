package io.github.keytray.oauth;

import io.github.keytray.TokenRequest;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is registered at the provider (RFC 6749 §2). {@link #toString} does not show the secret.
 *
 * @param id the {@code client_id}, not blank
 * @param secret the {@code client_secret} of a confidential client, or null for a public one
 * @param scopes what every sign-in asks for
 * @param redirectUri a loopback address that was registered with its port, or null for {@code http://127.0.0.1} and any
 *     free port (RFC 8252 §7.3)
 */
public record Client(
        String id,
        @Nullable String secret,
        Set<String> scopes,
        @Nullable URI redirectUri) {
    private static final Set<String> SCOPES = Set.of("openid", "profile", "email", "offline_access");

    public Client {
        if (id.isBlank()) throw new IllegalArgumentException("The client id is empty");
        if (redirectUri != null
                && !("http".equals(redirectUri.getScheme()) && Loopback.isHost(redirectUri.getHost()))) {
            throw new IllegalArgumentException("Not a loopback redirect URI: " + redirectUri
                    + ". It must be http on 127.0.0.1, [::1] or localhost (RFC 8252 §7.3).");
        }
        scopes = Set.copyOf(scopes);
    }

    /** A public client that asks for {@code openid profile email offline_access}. */
    public static Client of(String id) {
        return new Client(id, null, SCOPES, null);
    }

    public Client withSecret(@Nullable String secret) {
        return new Client(id, secret, scopes, redirectUri);
    }

    public Client withScopes(Set<String> scopes) {
        return new Client(id, secret, scopes, redirectUri);
    }

    public Client withRedirectUri(@Nullable URI redirectUri) {
        return new Client(id, secret, scopes, redirectUri);
    }

    /** What it asks for at this sign-in. */
    Set<String> scopesFor(TokenRequest request) {
        Set<String> scopes = new TreeSet<>(this.scopes);
        scopes.addAll(request.scopes());
        return scopes;
    }

    @Override
    public String toString() {
        return "Client[" + id + (secret == null ? ", public]" : ", confidential]");
    }
}
