package io.github.keytray.keychain;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;

/** Writes what the keychain holds. Apart from what reads it, because a start reads, and need not load what writes. */
final class EntryWriter {
    private static final int NANO_DIGITS = 9;

    private EntryWriter() {}

    static String seal(AccountEntry entry) {
        JsonObject json = new JsonObject();
        JsonArray users = new JsonArray();
        for (StoredUser user : entry.roster().users()) users.add(write(user));
        json.add("users", users);
        json.addProperty("default", entry.roster().hasDefault());
        if (!entry.roster().declined().isEmpty()) {
            JsonArray declined = new JsonArray();
            for (User user : entry.roster().declined()) declined.add(write(user));
            json.add("declined", declined);
        }
        if (entry.clientSecret() != null) json.addProperty("client_secret", entry.clientSecret());
        if (entry.resource() != null) json.addProperty("resource", entry.resource());
        return Envelope.seal(json, entry.roster().users().stream().anyMatch(EntryWriter::hasKey));
    }

    static String seal(IndexedAccounts list) {
        JsonArray accounts = new JsonArray();
        for (IndexedUser entry : list.entries()) {
            JsonObject json = new JsonObject();
            json.addProperty("issuer", entry.account().issuer());
            json.addProperty("client_id", entry.account().clientId());
            if (entry.application() != null) json.addProperty("application", entry.application());
            json.add("user", write(entry.user()));
            json.addProperty("last_used", entry.lastUsed().toString());
            json.addProperty("standing", IndexedAccounts.written(entry.status()));
            accounts.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("accounts", accounts);
        return Envelope.seal(json);
    }

    private static boolean hasKey(StoredUser user) {
        return user.token() != null && user.token().dpopKey() != null;
    }

    private static JsonObject write(StoredUser user) {
        JsonObject json = write(user.user());
        if (user.token() != null) json.add("token", write(user.token()));
        if (user.ended()) json.addProperty("ended", true);
        return json;
    }

    private static JsonObject write(User user) {
        JsonObject json = new JsonObject();
        json.addProperty("sub", user.id());
        json.addProperty("username", user.username());
        return json;
    }

    private static JsonObject write(Token token) {
        JsonObject json = new JsonObject();
        json.addProperty("access_token", token.accessToken());
        json.addProperty("token_type", token.tokenType());
        if (token.refreshToken() != null) json.addProperty("refresh_token", token.refreshToken());
        if (token.idToken() != null) json.addProperty("id_token", token.idToken());
        json.add("scope", write(token.scopes()));
        json.add("requested_scope", write(token.requestedScopes()));
        json.addProperty("issued_at", write(token.issuedAt()));
        if (token.expiresAt() != null) json.addProperty("expires_at", write(token.expiresAt()));
        if (token.dpopKey() != null) json.addProperty("dpop_key", token.dpopKey());
        return json;
    }

    /** Sorted, so that the same sign-in is always written the same. */
    private static JsonArray write(Collection<String> strings) {
        JsonArray json = new JsonArray();
        new TreeSet<>(strings).forEach(json::add);
        return json;
    }

    private static BigDecimal write(Instant instant) {
        BigDecimal nanos = BigDecimal.valueOf(instant.getNano(), NANO_DIGITS);
        return BigDecimal.valueOf(instant.getEpochSecond()).add(nanos).stripTrailingZeros();
    }
}
