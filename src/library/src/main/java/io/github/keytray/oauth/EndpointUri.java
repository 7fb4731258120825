package io.github.keytray.oauth;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The address of an endpoint, with the parameters of a request in its query. */
final class EndpointUri {
    private EndpointUri() {}

    /**
     * A query that the endpoint has by itself is kept (RFC 6749 §3.1), but for parameters that are given here.
     *
     * @param parameters one whose value is a collection is repeated, once for each element
     */
    static URI of(URI endpoint, Map<String, ?> parameters) {
        List<String> query = new ArrayList<>();
        String[] parts = endpoint.toASCIIString().split("\\?", 2);
        for (String pair : (parts.length == 2 ? parts[1] : "").split("&", -1)) {
            if (!pair.isEmpty() && !parameters.containsKey(decodedName(pair))) query.add(pair);
        }
        parameters.forEach((name, value) -> {
            Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
            for (Object each : values) query.add(encoded(name) + "=" + encoded(each.toString()));
        });
        return URI.create(parts[0] + "?" + String.join("&", query));
    }

    private static String decodedName(String pair) {
        return URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
    }

    /** A form (RFC 6749 appendix B), with the blanks as any query has them. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
