package io.github.keytray.testkit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A client that believes everything: it shows what the provider does, not what a client should do. */
final class TestClient {
    /** Verifier and challenge of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedProvider provider;
    private final String id;
    private final String redirectUri;
    private final Map<String, String> extra = new LinkedHashMap<>();

    TestClient(EmbeddedProvider provider, String id) {
        this.provider = provider;
        this.id = id;
        // Only the provider listens there; its 404 serves as the last page.
        redirectUri = provider.uri(Endpoint.NOWHERE) + "callback";
    }

    /** Adds a parameter to the authorization requests to come, or takes its place. */
    TestClient with(String name, String value) {
        extra.put(name, value);
        return this;
    }

    URI authorizationUri() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "openid profile email offline_access");
        parameters.put("state", "a state & more");
        parameters.put("nonce", "a-nonce");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(extra);
        return URI.create(provider.uri(Endpoint.AUTHORIZATION) + "?" + encode(parameters));
    }

    /** What came back to the redirect URI; empty when nothing did. */
    Map<String, String> authorize(StandInUser user) throws IOException, InterruptedException {
        URI last = user.visit(authorizationUri()).orElseThrow().uri();
        if (!last.toString().startsWith(redirectUri)) return Map.of();
        return Request.decode(last.getRawQuery());
    }

    JsonObject signIn(StandInUser user) throws IOException, InterruptedException {
        return json(redeem(authorize(user).getOrDefault("code", "")));
    }

    HttpResponse<String> redeem(String code) throws IOException, InterruptedException {
        return token(Map.of(
                "grant_type", "authorization_code",
                "client_id", id,
                "code", code,
                "redirect_uri", redirectUri,
                "code_verifier", VERIFIER));
    }

    HttpResponse<String> refresh(JsonObject token) throws IOException, InterruptedException {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                id,
                "refresh_token",
                token.get("refresh_token").getAsString()));
    }

    HttpResponse<String> token(Map<String, String> form) throws IOException, InterruptedException {
        return post(Endpoint.TOKEN, form);
    }

    HttpResponse<String> post(Endpoint endpoint, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(provider.uri(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    CompletableFuture<HttpResponse<String>> getAsync(URI uri) {
        return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> getAs(JsonObject token, URI uri) throws IOException, InterruptedException {
        return get(uri, "Authorization", "Bearer " + token.get("access_token").getAsString());
    }

    static JsonObject json(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
