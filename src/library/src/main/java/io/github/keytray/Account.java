package io.github.keytray;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in is for: one client at one provider.
 *
 * @param issuer the provider's issuer identifier, compared character by character (OpenID Connect Core §2): two issuers
 *     that differ in a trailing slash are two issuers
 * @param clientId the {@code client_id} registered there (RFC 6749 §2.2)
 * @since 0.1
 */
public record Account(String issuer, String clientId) {
    public Account {
        if (clientId.isBlank()) throw new IllegalArgumentException("The client id is empty");
        if (host(issuer) == null) throw new IllegalArgumentException("Not an issuer URL: " + issuer);
    }

    /** The provider's host, for display. */
    public String host() {
        String host = host(issuer);
        return host == null ? issuer : host;
    }

    private static @Nullable String host(String issuer) {
        try {
            return URI.create(issuer).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    // Written out, because for a record's own Java makes code at the first call, by dozens of classes.
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Account account && account.issuer.equals(issuer) && account.clientId.equals(clientId);
    }

    @Override
    public final int hashCode() {
        return 31 * issuer.hashCode() + clientId.hashCode();
    }
}
