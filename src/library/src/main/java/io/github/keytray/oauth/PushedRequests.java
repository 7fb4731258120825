package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pushed authorization requests (RFC 9126): where the provider requires them of all clients, and where it refuses the
 * plain request because it requires them of this client, which its metadata do not say.
 */
final class PushedRequests {
    private final Provider provider;
    private final Client client;
    private final TokenEndpoint endpoint;

    PushedRequests(Provider provider, Client client, TokenEndpoint endpoint) {
        this.provider = provider;
        this.client = client;
        this.endpoint = endpoint;
    }

    /** Whether no other request is taken, as far as is known. */
    boolean mustPush() throws GrantException, InterruptedException {
        return provider.expectedMetadata().requiresPushedRequests() || provider.wantsPushedRequests(client.id());
    }

    /** Hands the request over, and says where the browser is to go with what stands for it (RFC 9126 §4). */
    URI push(AuthorizationRequest request) throws GrantException, InterruptedException {
        return new AuthorizationRequest(provider.metadata().authorizationEndpoint(), client.id())
                .set("request_uri", endpoint.requests().push(request))
                .toUri();
    }

    /**
     * Where the browser is to go on after this answer: to the same request, pushed, when the plain one was refused by a
     * provider that offers this; null when the answer stands. Once, and remembered.
     */
    @Nullable
    URI afterRefusal(Map<String, String> answer, AuthorizationRequest refused) throws InterruptedException {
        try {
            boolean offered = provider.metadata().pushedAuthorizationRequestEndpoint() != null;
            if (!offered || mustPush() || !"invalid_request".equals(answer.get("error"))) return null;
            URI page = push(refused);
            provider.rememberPushedRequests(client.id());
            return page;
        } catch (GrantException notPushed) {
            // The refusal of the plain request says more.
            return null;
        }
    }
}
