package io.github.keytray.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to the authorization endpoint (RFC 6749 §4.1.1). Java's encoder writes it: before the library's URL is
 * written, its own parameters are looked for by reflection, which takes a tenth of the time until the browser opens.
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

    /** The page. A query that the endpoint has by itself is kept (RFC 6749 §3.1), but for parameters that are set here. */
    URI toUri() {
        List<String> query = new ArrayList<>();
        String own = endpoint.getRawQuery();
        for (String pair : (own == null ? "" : own).split("&", -1)) {
            if (!pair.isEmpty() && !parameters.containsKey(pair.split("=", 2)[0])) query.add(pair);
        }
        parameters.forEach((name, value) -> {
            Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
            for (Object each : values) query.add(encoded(name) + "=" + encoded(each.toString()));
        });
        String page = endpoint.toString().split("[?#]", 2)[0];
        return URI.create(page + "?" + String.join("&", query));
    }

    /** A form (RFC 6749 appendix B), with the blanks as any query has them. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
