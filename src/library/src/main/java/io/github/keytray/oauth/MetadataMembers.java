package io.github.keytray.oauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a provider's metadata that Keytray reads: text, lists of text, and flags.
 *
 * @param values each a {@code String}, a {@code List} or a {@code Boolean}
 */
record MetadataMembers(Map<String, @Nullable Object> values) {
    private static final Set<String> READ = Set.of(
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "revocation_endpoint",
            "end_session_endpoint",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
            "require_pushed_authorization_requests",
            "authorization_response_iss_parameter_supported",
            "scopes_supported",
            "id_token_signing_alg_values_supported",
            "dpop_signing_alg_values_supported");

    static MetadataMembers of(JsonObject json) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : READ) {
            JsonElement element = json.get(name);
            if (element instanceof JsonPrimitive primitive) {
                if (primitive.isBoolean()) values.put(name, primitive.getAsBoolean());
                else if (primitive.isString()) values.put(name, primitive.getAsString());
            } else if (element instanceof JsonArray array) {
                List<String> texts = new ArrayList<>();
                for (JsonElement each : array) if (each.isJsonPrimitive()) texts.add(each.getAsString());
                values.put(name, texts);
            }
        }
        return new MetadataMembers(values);
    }

    /** A text, or null where it is absent or something else. */
    @Nullable
    String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    boolean flag(String name) {
        Object value = values.get(name);
        return Boolean.TRUE.equals(value) || (value instanceof String text && Boolean.parseBoolean(text));
    }

    Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object each : list) if (each instanceof String text) texts.add(text);
        }
        return Set.copyOf(texts);
    }
}
