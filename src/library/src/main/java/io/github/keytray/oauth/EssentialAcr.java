package io.github.keytray.oauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person must have proved who they are: an {@code acr} that was asked for as essential, without which a sign-in
 * counts for nothing (OpenID Connect Core §5.5.1.1).
 *
 * @param values those that will do; empty where any will
 */
record EssentialAcr(Set<String> values) {
    /**
     * What a request asks for in {@code claims}. Where it names no values there, those of {@code acr_values} will do.
     *
     * @return null where it asks for none as essential
     * @throws IllegalArgumentException when {@code claims} is no JSON object
     */
    static @Nullable EssentialAcr of(Map<String, String> parameters) {
        String claims = parameters.get("claims");
        if (claims == null) return null;
        JsonObject request = ProviderResponse.object(claims)
                .orElseThrow(() -> new IllegalArgumentException("Not a claims parameter: it must be a JSON object."));
        JsonObject acr = member(member(request, "id_token"), "acr");
        if (!(acr.get("essential") instanceof JsonPrimitive essential) || !essential.getAsBoolean()) return null;
        Set<String> values = new LinkedHashSet<>();
        String value = ProviderResponse.string(acr, "value");
        if (value != null) values.add(value);
        if (acr.get("values") instanceof JsonArray several) {
            for (JsonElement one : several) if (one.isJsonPrimitive()) values.add(one.getAsString());
        }
        String wished = parameters.getOrDefault("acr_values", "").strip();
        if (values.isEmpty() && !wished.isEmpty()) values.addAll(List.of(wished.split("\\s+")));
        return new EssentialAcr(Set.copyOf(values));
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject member ? member : new JsonObject();
    }

    boolean isMetBy(@Nullable String acr) {
        return acr != null && !acr.isBlank() && (values.isEmpty() || values.contains(acr));
    }
}
