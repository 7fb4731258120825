package io.github.keytray.preauth;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.keytray.preauth.SignInState.Expired;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.Paused;
import io.github.keytray.preauth.SignInState.Refused;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignInState.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How all sign-ins are, as JSON: what a tray says of itself, and what is said where there is none. No secret. */
public final class StatusJson {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private StatusJson() {}

    /**
     * The line.
     *
     * @param tray whether a tray runs that refreshes them
     * @param problem why the list cannot be read, or null
     */
    public static String of(boolean tray, @Nullable String problem, List<StoredSignIn> signIns) {
        JsonArray array = new JsonArray();
        for (StoredSignIn signIn : signIns) array.add(write(signIn));
        JsonObject line = new JsonObject();
        line.addProperty("tray", tray);
        line.addProperty("problem", problem);
        line.add("sign_ins", array);
        return GSON.toJson(line);
    }

    /** What a line says; empty when it is none. */
    public static Optional<JsonObject> read(String line) {
        try {
            JsonObject object = GSON.fromJson(line, JsonObject.class);
            return Optional.ofNullable(object).filter(status -> status.has("sign_ins"));
        } catch (JsonParseException notOurs) {
            return Optional.empty();
        }
    }

    private static JsonObject write(StoredSignIn signIn) {
        JsonObject json = new JsonObject();
        json.addProperty("issuer", signIn.account().issuer());
        json.addProperty("client_id", signIn.account().clientId());
        json.addProperty("application", signIn.entry().application());
        json.addProperty("sub", signIn.user().id());
        json.addProperty("username", signIn.user().username());
        json.addProperty("default", signIn.entry().isDefault());
        write(signIn.state(), json);
        return json;
    }

    private static void write(SignInState state, JsonObject json) {
        if (state instanceof Valid fresh) {
            state("fresh", json);
            instant("until", fresh.until(), json);
            json.addProperty("renewable", fresh.renewable());
        } else if (state instanceof Expired lapsed) {
            state("lapsed", json);
            instant("next_try", lapsed.renewal(), json);
        } else if (state instanceof Offline offline) {
            state("offline", json);
            instant("since", offline.since(), json);
            instant("next_try", offline.nextTry(), json);
            json.addProperty("problem", offline.problem());
        } else if (state instanceof Refused refused) {
            state("refused", json);
            instant("since", refused.since(), json);
            instant("next_try", refused.nextTry(), json);
            json.addProperty("problem", refused.problem());
        } else if (state instanceof SignInRequired again) {
            state("sign_in_again", json);
            instant("since", again.since(), json);
            json.addProperty("problem", again.reason());
        } else if (state instanceof KeychainLocked locked) {
            state("keychain_locked", json);
            instant("since", locked.since(), json);
            json.addProperty("problem", locked.problem());
        } else {
            state(state instanceof Paused ? "paused" : "renewing", json);
        }
    }

    private static void state(String state, JsonObject json) {
        json.addProperty("state", state);
    }

    private static void instant(String name, @Nullable Instant instant, JsonObject json) {
        json.addProperty(name, instant == null ? null : instant.toString());
    }
}
