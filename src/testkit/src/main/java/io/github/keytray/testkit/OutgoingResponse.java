package io.github.keytray.testkit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A response that the provider is about to send. A test changes it by {@link EmbeddedProvider#misbehave}.
 */
public final class OutgoingResponse {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Request request;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, String> redirect = new LinkedHashMap<>();
    private int status;
    private @Nullable String text;
    private @Nullable String location;
    private @Nullable IdToken idToken;
    private Duration delay = Duration.ZERO;
    private Duration pace = Duration.ZERO;
    private UnaryOperator<String> change = UnaryOperator.identity();
    private @Nullable IdToken signed;
    private boolean instead;
    private boolean truncated;
    private boolean formPost;
    private boolean connectionClosed;

    private OutgoingResponse(Request request, int status) {
        this.request = request;
        this.status = status;
        header("Cache-Control", "no-store");
    }

    static OutgoingResponse json(Request request, int status, Map<String, ?> body) {
        OutgoingResponse answer = new OutgoingResponse(request, status).header("Content-Type", "application/json");
        answer.json.putAll(body);
        return answer;
    }

    /** An error as RFC 6749 §5.2 has it. */
    static OutgoingResponse error(Request request, int status, String error, String description) {
        return json(request, status, Map.of("error", error, "error_description", description));
    }

    static OutgoingResponse text(Request request, int status, String contentType, String text) {
        OutgoingResponse answer = new OutgoingResponse(request, status).header("Content-Type", contentType);
        answer.text = text;
        return answer;
    }

    static OutgoingResponse html(Request request, int status, String page) {
        return text(request, status, "text/html; charset=utf-8", page)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer");
    }

    static OutgoingResponse redirect(Request request, String location, Map<String, String> parameters) {
        OutgoingResponse answer = new OutgoingResponse(request, 303);
        answer.location = location;
        answer.redirect.putAll(parameters);
        return answer;
    }

    /** What was asked, and where. */
    public Request request() {
        return request;
    }

    public Endpoint endpoint() {
        return request.endpoint();
    }

    /** The members of a JSON answer, to be changed; those of any other answer are not looked at. */
    public Map<String, Object> json() {
        return json;
    }

    /** The parameters of a redirect, to be changed; those of any other answer are not looked at. */
    public Map<String, String> redirect() {
        return redirect;
    }

    /** The ID token that will be signed and put into this answer, if there is one. */
    public Optional<IdToken> idToken() {
        return Optional.ofNullable(idToken);
    }

    /** Puts an ID token into the answer, or none. */
    public OutgoingResponse idToken(@Nullable IdToken idToken) {
        this.idToken = idToken;
        return this;
    }

    public OutgoingResponse status(int status) {
        this.status = status;
        return this;
    }

    public OutgoingResponse header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Answers this, as though the request had not been understood: nothing was issued, used or revoked. */
    public OutgoingResponse instead(int status, String contentType, String text) {
        this.status = status;
        this.text = text;
        instead = true;
        return header("Content-Type", contentType);
    }

    /** Waits before it answers, or until the provider is closed. */
    public OutgoingResponse delay(Duration delay) {
        this.delay = delay;
        return this;
    }

    /** Does what was asked, and changes the text of the body after everything else. */
    public OutgoingResponse body(UnaryOperator<String> change) {
        this.change = change;
        return this;
    }

    /** Does what was asked, and sends the body byte by byte, with this much time before each. */
    public OutgoingResponse drip(Duration pace) {
        this.pace = pace;
        return this;
    }

    /** Signs the members of a JSON answer instead (OpenID Connect Core §5.3.2). */
    public IdToken signed() {
        signed = new IdToken(json);
        header("Content-Type", "application/jwt");
        return signed;
    }

    /** Sends the parameters of a redirect in a form (OAuth 2.0 Form Post Response Mode §2). */
    public OutgoingResponse formPost() {
        formPost = true;
        status = 200;
        return header("Content-Type", "text/html; charset=utf-8");
    }

    /** Sends the first half of the body and closes the connection. */
    public OutgoingResponse truncate() {
        truncated = true;
        return this;
    }

    /** Does what was asked and closes the connection without a word. */
    public OutgoingResponse closeConnection() {
        connectionClosed = true;
        return this;
    }

    boolean isInstead() {
        return instead;
    }

    void send(HttpExchange exchange, SigningKeys keys, CountDownLatch closing)
            throws IOException, InterruptedException {
        boolean closed = closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        if (connectionClosed || (closed && !delay.isZero())) return;
        byte[] body = body(keys).getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        if (location != null && !instead && !formPost)
            exchange.getResponseHeaders().set("Location", location(location));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length == 0) return;
        try (OutputStream out = exchange.getResponseBody()) {
            if (pace.isZero()) out.write(body, 0, truncated ? body.length / 2 : body.length);
            else drip(body, out, closing);
        }
    }

    private void drip(byte[] body, OutputStream out, CountDownLatch closing) throws IOException, InterruptedException {
        for (byte one : body) {
            if (closing.await(pace.toMillis(), TimeUnit.MILLISECONDS)) return;
            out.write(one);
            out.flush();
        }
    }

    private String body(SigningKeys keys) {
        return change.apply(unchanged(keys));
    }

    private String unchanged(SigningKeys keys) {
        if (text != null) return text;
        if (location != null) return formPost ? Pages.formPost(location, redirect) : "";
        if (signed != null) return signed.sign(keys);
        if (idToken != null) json.put("id_token", idToken.sign(keys));
        return GSON.toJson(json);
    }

    private String location(String target) {
        if (redirect.isEmpty()) return target;
        String query = redirect.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return target + (target.contains("?") ? "&" : "?") + query;
    }

    /** The status: bodies hold secrets. */
    @Override
    public String toString() {
        return "OutgoingResponse[" + status + " to " + request + "]";
    }
}
