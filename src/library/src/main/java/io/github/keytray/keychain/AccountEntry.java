package io.github.keytray.keychain;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the keychain entry of an account holds, as JSON: for each user the members of RFC 6749 §5.1 by their names, and
 * times as NumericDate (RFC 7519 §2) to the nanosecond.
 *
 * @param clientSecret a confidential client's secret, or null
 * @param resource what the tokens are for (RFC 8707), with spaces between several, or null
 */
record AccountEntry(
        Roster roster,
        @Nullable String clientSecret,
        @Nullable String resource) {
    private static final int NANO_DIGITS = 9;

    AccountEntry(Roster roster, @Nullable String clientSecret) {
        this(roster, clientSecret, null);
    }

    String seal() {
        JsonObject json = new JsonObject();
        JsonArray users = new JsonArray();
        for (StoredUser user : roster.users()) users.add(write(user));
        json.add("users", users);
        json.addProperty("default", roster.hasDefault());
        if (!roster.declined().isEmpty()) {
            JsonArray declined = new JsonArray();
            for (User user : roster.declined()) declined.add(write(user));
            json.add("declined", declined);
        }
        if (clientSecret != null) json.addProperty("client_secret", clientSecret);
        if (resource != null) json.addProperty("resource", resource);
        return Envelope.seal(json);
    }

    static AccountEntry open(String value) throws StoreUnavailable {
        JsonObject json = Envelope.open(value);
        try {
            List<StoredUser> users = new ArrayList<>();
            for (JsonElement user : json.getAsJsonArray("users")) users.add(readStored(user.getAsJsonObject()));
            List<User> declined = new ArrayList<>();
            if (json.get("declined") instanceof JsonArray array) {
                for (JsonElement user : array) declined.add(readUser(user.getAsJsonObject()));
            }
            Roster roster = new Roster(users, json.get("default").getAsBoolean(), declined);
            return new AccountEntry(roster, optional(json, "client_secret"), optional(json, "resource"));
        } catch (RuntimeException e) {
            // Any exception of gson or of a record. It is not the cause of the new one, because it can quote a secret.
            throw KeychainFailures.corrupt(null);
        }
    }

    /** Both entries in one: of each user the newer token, and where they differ otherwise, what this entry says. */
    AccountEntry with(AccountEntry other) {
        Roster both = roster;
        for (StoredUser user : other.roster.users()) {
            StoredUser ours = both.user(user.user().id()).orElse(null);
            if (ours == null || isNewer(user.token(), ours.token())) both = both.with(user);
        }
        for (User user : other.roster.declined()) both = both.withDeclined(user, true);
        String defaultUser =
                other.roster.defaultUser().map(user -> user.user().id()).orElse(null);
        if (!both.hasDefault() && defaultUser != null) both = both.madeDefault(defaultUser);
        return new AccountEntry(
                both,
                clientSecret == null ? other.clientSecret : clientSecret,
                resource == null ? other.resource : resource);
    }

    private static boolean isNewer(@Nullable Token token, @Nullable Token than) {
        return token != null && (than == null || token.issuedAt().isAfter(than.issuedAt()));
    }

    private static JsonObject write(StoredUser user) {
        JsonObject json = write(user.user());
        if (user.token() != null) json.add("token", write(user.token()));
        if (user.ended()) json.addProperty("ended", true);
        return json;
    }

    private static StoredUser readStored(JsonObject json) {
        JsonElement token = json.get("token");
        JsonElement ended = json.get("ended");
        return new StoredUser(
                readUser(json),
                token == null ? null : readToken(token.getAsJsonObject()),
                ended != null && ended.getAsBoolean());
    }

    static JsonObject write(User user) {
        JsonObject json = new JsonObject();
        json.addProperty("sub", user.id());
        json.addProperty("username", user.username());
        return json;
    }

    static User readUser(JsonObject json) {
        return new User(required(json, "sub"), required(json, "username"));
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
        return json;
    }

    private static Token readToken(JsonObject json) {
        JsonElement expiresAt = json.get("expires_at");
        return new Token(
                required(json, "access_token"),
                required(json, "token_type"),
                optional(json, "refresh_token"),
                optional(json, "id_token"),
                readStrings(json.getAsJsonArray("scope")),
                readStrings(json.getAsJsonArray("requested_scope")),
                readInstant(json.get("issued_at")),
                expiresAt == null ? null : readInstant(expiresAt));
    }

    /** Sorted, so that the same sign-in is always written the same. */
    private static JsonArray write(Collection<String> strings) {
        JsonArray json = new JsonArray();
        new TreeSet<>(strings).forEach(json::add);
        return json;
    }

    private static Set<String> readStrings(JsonArray json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static BigDecimal write(Instant instant) {
        BigDecimal nanos = BigDecimal.valueOf(instant.getNano(), NANO_DIGITS);
        return BigDecimal.valueOf(instant.getEpochSecond()).add(nanos).stripTrailingZeros();
    }

    private static Instant readInstant(JsonElement json) {
        BigDecimal seconds = json.getAsBigDecimal();
        // Bounded before it is expanded: 1e999999999 is a short number and a long one.
        if (Math.abs((long) seconds.precision() - seconds.scale()) > 18) throw new DateTimeException("Out of range");
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue());
    }

    private static String required(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static @Nullable String optional(JsonObject json, String name) {
        JsonElement element = json.get(name);
        return element == null ? null : element.getAsString();
    }

    /** The users; no secret. */
    @Override
    public String toString() {
        return "AccountEntry[" + roster + (clientSecret == null ? "" : ", with a client secret") + "]";
    }
}
