package io.github.keytray.keychain;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        return EntryWriter.seal(this);
    }

    static AccountEntry open(String value) throws StoreUnavailable {
        Map<String, @Nullable Object> json = Envelope.open(value);
        try {
            List<StoredUser> users = new ArrayList<>();
            for (Object user : list(json, "users")) users.add(readStored(object(user)));
            List<User> declined = new ArrayList<>();
            if (json.containsKey("declined")) {
                for (Object user : list(json, "declined")) declined.add(readUser(object(user)));
            }
            Roster roster = new Roster(users, isTrue(json, "default"), declined);
            return new AccountEntry(roster, optional(json, "client_secret"), optional(json, "resource"));
        } catch (RuntimeException e) {
            // Any exception of a cast or of a record. It is not the cause of the new one, because it can quote a
            // secret.
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

    /** The roster, with the other one's token of each of its users where that is newer. */
    static Roster withNewerTokens(Roster roster, Roster other) {
        Roster known = roster;
        for (StoredUser user : roster.users()) {
            StoredUser theirs = other.user(user.user().id()).orElse(null);
            if (theirs != null && isNewer(theirs.token(), user.token())) known = known.with(theirs);
        }
        return known;
    }

    private static boolean isNewer(@Nullable Token token, @Nullable Token than) {
        return token != null && (than == null || token.issuedAt().isAfter(than.issuedAt()));
    }

    private static StoredUser readStored(Map<String, @Nullable Object> json) {
        Object token = json.get("token");
        return new StoredUser(
                readUser(json),
                token == null ? null : readToken(object(token)),
                json.containsKey("ended") && isTrue(json, "ended"));
    }

    static User readUser(Map<String, @Nullable Object> json) {
        return new User(required(json, "sub"), required(json, "username"));
    }

    private static Token readToken(Map<String, @Nullable Object> json) {
        Object expiresAt = json.get("expires_at");
        return new Token(
                required(json, "access_token"),
                required(json, "token_type"),
                optional(json, "refresh_token"),
                optional(json, "id_token"),
                readStrings(list(json, "scope")),
                readStrings(list(json, "requested_scope")),
                readInstant(Objects.requireNonNull(json.get("issued_at"))),
                expiresAt == null ? null : readInstant(expiresAt),
                optional(json, "dpop_key"));
    }

    private static Set<String> readStrings(List<?> json) {
        Set<String> strings = new HashSet<>();
        for (Object each : json) strings.add((String) Objects.requireNonNull(each));
        return strings;
    }

    private static Instant readInstant(Object json) {
        BigDecimal seconds = (BigDecimal) json;
        // Bounded before it is expanded: 1e999999999 is a short number and a long one.
        if (Math.abs((long) seconds.precision() - seconds.scale()) > 18) throw new DateTimeException("Out of range");
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue());
    }

    static String required(Map<String, @Nullable Object> json, String name) {
        return Objects.requireNonNull(optional(json, name));
    }

    static @Nullable String optional(Map<String, @Nullable Object> json, String name) {
        return (String) json.get(name);
    }

    private static boolean isTrue(Map<String, @Nullable Object> json, String name) {
        return (Boolean) Objects.requireNonNull(json.get(name));
    }

    static List<?> list(Map<String, @Nullable Object> json, String name) {
        return (List<?>) Objects.requireNonNull(json.get(name));
    }

    @SuppressWarnings("unchecked") // JSON has no other objects.
    static Map<String, @Nullable Object> object(@Nullable Object json) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json);
    }

    /** The users; no secret. */
    @Override
    public String toString() {
        return "AccountEntry[" + roster + (clientSecret == null ? "" : ", with a client secret") + "]";
    }
}
