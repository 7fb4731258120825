package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Demonstrating Proof of Possession (RFC 9449), which is not supported. Its errors are recognised, so that the message
 * names it.
 */
final class Dpop {
    private Dpop() {}

    /** Whether a token of this type is of no use without a proof (RFC 9449 §5). */
    static boolean isTokenType(@Nullable String type) {
        return "DPoP".equalsIgnoreCase(type);
    }

    /** Whether the provider refused because it wants a proof (RFC 9449 §5 and §8). */
    static boolean isWanted(@Nullable String error, @Nullable String description) {
        if ("invalid_dpop_proof".equals(error) || "use_dpop_nonce".equals(error)) return true;
        return description != null && description.toLowerCase(Locale.ROOT).contains("dpop");
    }

    static GrantException.Rejected refusal(Provider provider, @Nullable String error) {
        return new GrantException.Rejected(
                URI.create(provider.issuer()).getHost()
                        + " wants tokens that are bound to a key (DPoP, RFC 9449), which "
                        + "Keytray does not support. Ask its administrators to let this client use Bearer tokens.",
                error,
                null,
                null,
                null);
    }
}
