package io.github.keytray.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the provider was asked.
 *
 * @param endpoint where
 * @param method the HTTP method
 * @param uri path and query, as sent
 * @param parameters those of the query and of the form, decoded
 * @param resources the resource indicators, the one parameter that may be repeated (RFC 8707 §2)
 * @param headers those of the request, by name in lower case; the first where there are several
 */
public record Request(
        Endpoint endpoint,
        String method,
        URI uri,
        Map<String, String> parameters,
        List<String> resources,
        Map<String, String> headers) {
    private static final int LARGEST_BODY = 1 << 16;

    static Request of(Endpoint endpoint, HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> parameters = decode(query);
        List<String> resources = resources(query);
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
            parameters.putAll(decode(new String(body, StandardCharsets.UTF_8)));
            resources.addAll(resources(new String(body, StandardCharsets.UTF_8)));
        }
        return new Request(
                endpoint,
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(parameters),
                List.copyOf(resources),
                Map.copyOf(headers));
    }

    /** The decoded parameter; empty where it is missing or has no value (RFC 6749 §3.1). */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** The same request, with these parameters instead. */
    Request with(Map<String, String> instead) {
        return new Request(endpoint, method, uri, instead, resources, headers);
    }

    /** The header, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The value of a cookie; Java's own client quotes it (RFC 6265 §4.1.1 permits that). */
    Optional<String> cookie(String name) {
        return header("cookie").stream()
                .flatMap(header -> List.of(header.split(";\\s*")).stream())
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1).replace("\"", ""))
                .findFirst();
    }

    /** The access token that is sent by this scheme: Bearer (RFC 6750 §2.1) or DPoP (RFC 9449 §7.1). */
    Optional<String> accessToken(String scheme) {
        String start = scheme + " ";
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, start, 0, start.length()))
                .map(value -> value.substring(start.length()).trim());
    }

    /** Decodes a query or a form. */
    static Map<String, String> decode(@Nullable String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (form == null || form.isEmpty()) return parameters;
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static List<String> resources(@Nullable String form) {
        List<String> resources = new ArrayList<>();
        for (String pair : form == null ? new String[0] : form.split("&", -1)) {
            if (pair.startsWith("resource=")) {
                resources.add(URLDecoder.decode(pair.substring("resource=".length()), StandardCharsets.UTF_8));
            }
        }
        return resources;
    }

    /** Method and endpoint: no parameter, some are secrets. */
    @Override
    public String toString() {
        return method + " " + endpoint;
    }
}
