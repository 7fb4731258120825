package io.github.keytray.oauth;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import io.github.keytray.GrantException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response, from the provider or from a server in between. {@link #toString} shows no body.
 *
 * @param dpopNonce what the server wants in the next proof (RFC 9449 §8), or null
 */
record ProviderResponse(
        URI uri,
        int status,
        @Nullable String contentType,
        String body,
        @Nullable String retryAfter,
        @Nullable String date,
        @Nullable String dpopNonce,
        @Nullable String cacheControl) {
    /** Unlike a lenient reader it takes nothing that is not JSON, nor a member twice: two readers might see two answers. */
    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private static final TypeToken<Map<String, JsonElement>> MEMBERS = new TypeToken<>() {};

    ProviderResponse withBody(String body) {
        return new ProviderResponse(uri, status, contentType, body, retryAfter, date, dpopNonce, cacheControl);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The JSON object of a successful answer. */
    JsonObject json() throws GrantException {
        checkReached();
        return object().filter(object -> isSuccess()).orElseThrow(this::notAProvider);
    }

    /** The JSON object, if that is what the body is. */
    Optional<JsonObject> object() {
        return object(body);
    }

    static Optional<JsonObject> object(String text) {
        try {
            Map<String, JsonElement> members = STRICT.fromJson(text, MEMBERS);
            if (members == null) return Optional.empty();
            JsonObject object = new JsonObject();
            members.forEach(object::add);
            return Optional.of(object);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a page for a browser, which no endpoint for applications sends. */
    boolean isPage() {
        return body.stripLeading().startsWith("<");
    }

    /** Whether it is signed (OpenID Connect Core §5.3.2). */
    boolean isJwt() {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/jwt");
    }

    /**
     * Its OAuth error code (RFC 6749 §5.2); null where it has none, or a phrase in its place, such as Spring's {@code
     * "Unauthorized"}.
     */
    @Nullable
    String error() {
        String error = object().map(json -> string(json, "error")).orElse(null);
        return error == null || !error.matches("[a-z0-9_:./-]+") ? null : error;
    }

    /** Whether it holds a member twice. */
    boolean isAmbiguous() {
        try {
            Map<String, JsonElement> unused = STRICT.fromJson(body, MEMBERS);
            return false;
        } catch (JsonParseException e) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("duplicate key");
        }
    }

    /** Throws when the answer is not the provider's own, or when the provider is out of order. */
    void checkReached() throws GrantException {
        if (status == 407) throw Http.proxy(null);
        if (status == 408 || status == 429 || status >= 500) throw outOfOrder();
        if (isSuccess() && !isJwt() && isAmbiguous()) {
            throw new GrantException.Untrusted(
                    uri.getHost() + " says one thing twice in its answer (a member of its JSON is repeated), so that"
                            + " it can be read in two ways. Nothing was changed. Tell its administrators.");
        }
        boolean redirect = status >= 300 && status < 400;
        if (redirect || (isSuccess() && !isJwt() && object().isEmpty())) throw notAProvider();
    }

    /**
     * Whether the error is about too many requests, for which some APIs use 403 (with {@code Retry-After}, RFC 9110
     * §10.2.3).
     */
    boolean isRateLimit() {
        return retryAfter != null || body.toLowerCase(Locale.ROOT).contains("rate limit");
    }

    GrantException.Unreachable outOfOrder() {
        return new GrantException.Unreachable(
                uri.getHost() + " cannot answer at the moment (" + status + "). Try again later.", delay(), null);
    }

    GrantException notAProvider() {
        return GrantException.Unreachable.intercepted(
                "Something else answered for " + uri.getHost() + " (" + status
                        + "). If you are on a network with a sign-in "
                        + "page of its own, sign in there and try again.",
                null);
    }

    private @Nullable Duration delay() {
        if (retryAfter == null) return null;
        try {
            return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        } catch (NumberFormatException seconds) {
            Instant at = httpDate(retryAfter);
            if (at == null) return null;
            Duration delay = Duration.between(Instant.now(), at);
            return delay.isNegative() ? Duration.ZERO : delay;
        }
    }

    /** When it was sent, by the sender's clock ({@code Date}); null without this header. */
    @Nullable
    Instant sentAt() {
        return date == null ? null : httpDate(date);
    }

    /** How long it says that it holds ({@code max-age}, RFC 9111 §5.2.2.1); null where it says no time, or none at all. */
    @Nullable
    Duration maxAge() {
        if (cacheControl == null) return null;
        for (String directive : cacheControl.toLowerCase(Locale.ROOT).split(",", -1)) {
            String text = directive.strip();
            if (!text.startsWith("max-age=")) continue;
            try {
                long seconds =
                        Long.parseLong(text.substring("max-age=".length()).replace("\"", ""));
                return seconds <= 0 ? null : Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
            } catch (NumberFormatException odd) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Instant httpDate(String date) {
        try {
            return ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException odd) {
            return null;
        }
    }

    /** A member's string, or null when it is absent or something else. */
    static @Nullable String string(JsonObject object, String name) {
        JsonElement element = object.get(name);
        return element instanceof JsonPrimitive primitive && primitive.isString() ? primitive.getAsString() : null;
    }

    /** A member that is a number of seconds, some providers write it as a string; null when it is absent, odd or not positive. */
    static @Nullable Duration seconds(JsonObject object, String name) {
        if (!(object.get(name) instanceof JsonPrimitive primitive)) return null;
        try {
            long seconds = primitive.getAsBigDecimal().longValue();
            return seconds <= 0 ? null : Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "ProviderResponse[" + status + " from " + uri.getHost() + "]";
    }
}
