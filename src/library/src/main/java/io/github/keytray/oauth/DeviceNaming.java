package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the provider says who signed in on another device. RFC 8628 does not mention ID tokens, and some providers
 * omit it; then only userinfo can name the user. A provider without both is reported before the user starts.
 */
final class DeviceNaming {
    private final Provider provider;
    private final Client client;

    DeviceNaming(Provider provider, Client client) {
        this.provider = provider;
        this.client = client;
    }

    /** As far as the metadata say, and what was seen before. */
    boolean isPossible() throws GrantException, InterruptedException {
        ProviderMetadata metadata = provider.expectedMetadata();
        boolean named = metadata.userinfoEndpoint() != null || metadata.jwksUri() != null;
        return named && !provider.leavesDevicesUnnamed();
    }

    /** Before the person starts. */
    void check(Set<String> scopes) throws GrantException, InterruptedException {
        ProviderMetadata metadata = provider.metadata();
        // Where it is not offered at all, that is what is to be said.
        if (metadata.deviceAuthorizationEndpoint() == null) return;
        boolean byIdToken = scopes.contains("openid") && metadata.jwksUri() != null;
        if (provider.leavesDevicesUnnamed() || (metadata.userinfoEndpoint() == null && !byIdToken)) throw unnamed(null);
    }

    /** When the person has finished: a token without an ID token must be good for userinfo. */
    void check(Token token) throws GrantException, InterruptedException {
        if (token.idToken() != null) return;
        try {
            if (provider.metadata().userinfoEndpoint() != null) {
                new UserInfoFetcher(provider, client).fetchUser(token);
                return;
            }
        } catch (GrantException.Rejected refusal) {
            provider.rememberUnnamedDevices();
            throw unnamed(refusal);
        }
        provider.rememberUnnamedDevices();
        throw unnamed(null);
    }

    private GrantException unnamed(@Nullable GrantException cause) {
        return new GrantException.Rejected(
                URI.create(provider.issuer()).getHost() + " does not say who signs in on another device: it gives no "
                        + "ID token there, and userinfo names nobody. Sign in with the browser of this computer.",
                null,
                null,
                null,
                cause);
    }
}
