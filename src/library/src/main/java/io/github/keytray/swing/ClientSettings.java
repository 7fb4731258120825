package io.github.keytray.swing;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.ClientAssertion;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an application sets of its client, before it is checked. */
final class ClientSettings {
    @Nullable
    String secret;

    @Nullable
    ClientAssertion assertion;

    @Nullable
    URI redirectUri;

    @Nullable
    URI postLogoutRedirectUri;

    @Nullable
    Set<String> scopes;

    boolean dpop;

    final Map<String, String> parameters = new HashMap<>();

    /** @throws IllegalArgumentException when a value is invalid, with the reason */
    Client client(String id) {
        Client client = Client.of(id)
                .withSecret(secret)
                .withAssertion(assertion)
                .withRedirectUri(redirectUri)
                .withPostLogoutRedirectUri(postLogoutRedirectUri)
                .withDpop(dpop);
        if (scopes != null) client = client.withScopes(scopes);
        for (var parameter : parameters.entrySet()) {
            client = client.withParameter(parameter.getKey(), parameter.getValue());
        }
        return client;
    }
}
