package io.github.keytray.oauth;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to the authorization endpoint (RFC 6749 §4.1.1). Google's {@code AuthorizationCodeRequestUrl} finds the
 * parameters among its own fields by reflection, which takes a tenth of the time until the browser opens; this one does not.
 */
final class AuthorizationRequest {
    private final URI endpoint;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    AuthorizationRequest(URI endpoint, String clientId) {
        this.endpoint = endpoint;
        set("client_id", clientId);
    }

    /** Sets a parameter, in place of one with the same name. A collection is named once for each of its values. */
    AuthorizationRequest set(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** The parameters as a form, for a request that is pushed (RFC 9126 §2.1): a copy, to which the client adds who it is. */
    Map<String, Object> form() {
        return new LinkedHashMap<>(parameters);
    }

    /** The page. */
    URI toUri() {
        return EndpointUri.of(endpoint, parameters);
    }
}
