package io.github.keytray.oauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.keytray.internal.platform.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets in a request. Some providers repeat them in an error (MITREid Connect puts refresh token, code and access
 * token into {@code error_description}), and errors are shown to users.
 */
final class RequestSecrets {
    /** RFC 6749 §2.3.1, §4.1.3 and §6, RFC 7009 §2.1, RFC 7523 §2.2, RFC 7636 §4.5, RFC 8628 §3.4. */
    private static final Set<String> SECRET = Set.of(
            "assertion",
            "client_assertion",
            "client_secret",
            "code",
            "code_verifier",
            "device_code",
            "id_token_hint",
            "nonce",
            "refresh_token",
            "request",
            "state",
            "token");

    private RequestSecrets() {}

    /** The secrets in a form and in an {@code Authorization} header. */
    static Secrets in(String form, @Nullable String authorization) {
        List<@Nullable String> secrets = new ArrayList<>();
        for (String pair : form.split("&", -1)) {
            int end = pair.indexOf('=');
            if (end > 0 && SECRET.contains(pair.substring(0, end))) secrets.add(decoded(pair.substring(end + 1)));
        }
        if (authorization != null) {
            String credentials = authorization.substring(authorization.indexOf(' ') + 1);
            secrets.add(credentials);
            if (authorization.startsWith("Basic ")) secrets.add(password(credentials));
        }
        return Secrets.of(secrets);
    }

    private static @Nullable String password(String credentials) {
        try {
            String plain = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return decoded(plain.substring(plain.indexOf(':') + 1));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /**
     * An error response without the secrets. A successful response is not changed: it may hold the same token again.
     */
    static ProviderResponse redacted(ProviderResponse answer, Secrets secrets) {
        Optional<JsonObject> object = answer.object();
        boolean refused =
                !answer.isSuccess() || object.filter(json -> json.has("error")).isPresent();
        if (!refused) return answer;
        return answer.withBody(
                object.map(json -> redacted(json, secrets).toString()).orElseGet(() -> secrets.redact(answer.body())));
    }

    /** The strings of an object. Nested values are not shown anywhere. */
    private static JsonElement redacted(JsonElement element, Secrets secrets) {
        if (element instanceof JsonPrimitive text && text.isString()) {
            return new JsonPrimitive(secrets.redact(text.getAsString()));
        }
        if (element instanceof JsonArray) return new JsonArray();
        if (!(element instanceof JsonObject object)) return element;
        JsonObject redacted = new JsonObject();
        object.entrySet().stream()
                .filter(member -> !(member.getValue() instanceof JsonObject))
                .forEach(member -> redacted.add(member.getKey(), redacted(member.getValue(), secrets)));
        return redacted;
    }
}
