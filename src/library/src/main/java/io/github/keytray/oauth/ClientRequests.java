package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.internal.dpop.ProofKey;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client posts to the provider, with what says who it is and, where its tokens are bound to a key, with a proof
 * (RFC 9449); and what the answers mean. A request that the provider may have processed is never repeated.
 */
final class ClientRequests {
    private final Provider provider;
    private final Client client;
    private final InstantSource clock;
    private final ClientAuthentication authentication;

    ClientRequests(Provider provider, Client client, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.clock = clock;
        this.authentication = new ClientAuthentication(provider, client, clock);
    }

    /**
     * Hands over an authorization request before the browser is sent (RFC 9126).
     *
     * @return the {@code request_uri} that stands for it
     */
    String push(AuthorizationRequest request) throws GrantException, InterruptedException {
        URI uri = provider.metadata().pushedAuthorizationRequestEndpoint();
        String requestUri =
                uri == null ? null : ProviderResponse.string(accepted(asked(uri, request.form())), "request_uri");
        if (requestUri != null && !requestUri.isEmpty()) return requestUri;
        throw new GrantException.Untrusted("The provider wants a request that it did not let us make (RFC 9126). "
                + "Nothing was changed. Tell its administrators.");
    }

    /**
     * Asks for a code that the person types on another device (RFC 8628 §3.1). With a PKCE challenge (RFC 7636 §4.3), which
     * some providers want there too; one that refuses it is never asked again without it.
     */
    DeviceAuthorizationResponse authorizeDevice(Set<String> scopes, String challenge)
            throws GrantException, InterruptedException {
        URI uri = provider.metadata().deviceAuthorizationEndpoint();
        if (uri == null) {
            throw new GrantException.Rejected(
                    URI.create(provider.issuer()).getHost()
                            + " does not offer to sign in on another device. Sign in with the browser of this"
                            + " computer.",
                    null,
                    null,
                    null,
                    null);
        }
        Map<String, Object> form = new HashMap<>();
        if (!scopes.isEmpty()) form.put("scope", String.join(" ", scopes));
        form.put("resource", client.resources());
        if (provider.quirks().provesDevices()) {
            form.put("code_challenge", challenge);
            form.put("code_challenge_method", "S256");
        }
        ProviderResponse answer = asked(uri, form);
        // OpenAM wants one, though RFC 8628 §3.1 has none: any that the client may use.
        if (OAuthErrors.wants(answer, "response_type")) {
            form.put("response_type", "code");
            answer = asked(uri, form);
        }
        return DeviceAuthorizationResponse.parse(accepted(answer));
    }

    /**
     * Posts a form.
     *
     * @param key what the tokens are bound to, or are to be; null for no proof
     */
    ProviderResponse post(URI uri, Object form, @Nullable ProofKey key) throws GrantException, InterruptedException {
        if (key == null) return provider.http().post(uri, form, authentication.at(uri));
        return provider.dpop()
                .send(
                        key,
                        "POST",
                        uri,
                        null,
                        clock,
                        proof -> provider.http().post(uri, form, authentication.at(uri), proof));
    }

    ProviderResponse asked(URI uri, Object form) throws GrantException, InterruptedException {
        return asked(uri, form, null);
    }

    /**
     * As {@link #post}. A 401 says that the client was not accepted (RFC 6749 §5.2), with an OAuth error or without: Spring
     * Authorization Server sends an empty one. Only of a refresh token it may mean that the token was not.
     */
    ProviderResponse asked(URI uri, Object form, @Nullable ProofKey key) throws GrantException, InterruptedException {
        ProviderResponse answer = post(uri, form, key);
        boolean named = answer.status() != 401 || answer.error() != null;
        return named ? answer : answer.withBody("{\"error\":\"invalid_client\"}");
    }

    private JsonObject accepted(ProviderResponse answer) throws GrantException {
        return accepted(answer, OAuthErrors::of);
    }

    /**
     * The response of a token endpoint. The body says whether it holds an access token or an error; the status is not
     * relied on.
     */
    JsonObject issued(ProviderResponse answer, Refusal refusal) throws GrantException {
        JsonObject json = accepted(answer, refusal);
        String accessToken = ProviderResponse.string(json, "access_token");
        if (accessToken == null || accessToken.isEmpty()) throw refusal(answer, refusal);
        return json;
    }

    private JsonObject accepted(ProviderResponse answer, Refusal refusal) throws GrantException {
        answer.checkReached();
        return answer.object().filter(json -> answer.isSuccess()).orElseThrow(() -> refusal(answer, refusal));
    }

    GrantException refusal(ProviderResponse answer, Refusal refusal) {
        JsonObject json = answer.object().orElseGet(JsonObject::new);
        String error = ProviderResponse.string(json, "error");
        String description = ProviderResponse.string(json, "error_description");
        if (Dpop.isWanted(error, description)) return Dpop.refusal(provider, error, description);
        return refusal.of(provider, error, description, ProviderResponse.string(json, "error_uri"));
    }

    /** What an error means to a request of a kind. */
    @FunctionalInterface
    interface Refusal {
        GrantException of(
                Provider provider, @Nullable String code, @Nullable String description, @Nullable String errorUri);
    }
}
