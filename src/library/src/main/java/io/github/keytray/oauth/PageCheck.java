package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.util.Map;

/**
 * While a person is at the page that was expected, the provider says which it is. It ends the visit when the provider
 * cannot be reached, or has another page by now; otherwise the keys are fetched that the ID token will be signed with.
 */
record PageCheck(Provider provider, ProviderMetadata expected, Scopes scopes, BrowserAuthorization authorization)
        implements MetadataCheck.Outcome {
    @Override
    public void came(ProviderMetadata fresh) throws GrantException, InterruptedException {
        if (isOther(expected, fresh)) authorization.redirect().complete(Map.of());
        else if (fresh.jwksUri() != null && scopes.asked().contains("openid")) fetchKeys();
    }

    private void fetchKeys() throws InterruptedException {
        try {
            provider.keys().fetchUnlessKnown();
        } catch (GrantException notNow) {
            // They are asked for once more when an ID token has come.
        }
    }

    @Override
    public void failed(GrantException problem) {
        authorization.redirect().completeExceptionally(problem);
    }

    /**
     * Whether the person would be shown another page now, be asked for other scopes, or be told of other hosts that hear of the
     * sign-in.
     */
    static boolean isOther(ProviderMetadata expected, ProviderMetadata fresh) {
        return !expected.authorizationEndpoint().equals(fresh.authorizationEndpoint())
                || expected.requiresPushedRequests() != fresh.requiresPushedRequests()
                || !expected.scopes().equals(fresh.scopes())
                || !expected.otherHosts().equals(fresh.otherHosts());
    }
}
