package io.github.keytray.internal.broker;

import io.github.keytray.Account;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks the tray for.
 *
 * @param account at which provider, as which client
 * @param sub the only person whose token will do, or null for the default user's
 * @param scopes what the token must cover
 * @param minValidity how much longer it must live, or null for its own margin
 * @param use the request that the token is for, where it is bound to a key (RFC 9449); null for none
 */
public record BrokerRequest(
        Account account,
        @Nullable String sub,
        Set<String> scopes,
        @Nullable Duration minValidity,
        @Nullable TokenUse use) {
    public BrokerRequest {
        scopes = Set.copyOf(scopes);
    }

    /** A question that is not about one request. */
    public BrokerRequest(Account account, @Nullable String sub, Set<String> scopes, @Nullable Duration minValidity) {
        this(account, sub, scopes, minValidity, null);
    }

    static BrokerRequest of(Account account, TokenRequest request, @Nullable TokenUse use) {
        return new BrokerRequest(
                account,
                request.sub().orElse(null),
                request.scopes(),
                request.minValidity().orElse(null),
                use);
    }

    /**
     * Whether a token is valid for long enough. A minimum near the full lifetime of the provider's tokens would cause a
     * refresh at every request; in that case the token's own margin is used.
     */
    public boolean isMetBy(Token token, Instant now) {
        Instant end = token.expiresAt();
        if (end == null) return true;
        Duration lifetime = Duration.between(token.issuedAt(), end);
        boolean modest = minValidity != null && minValidity.compareTo(lifetime.dividedBy(2)) < 0;
        return token.isValid(now, minValidity != null && modest ? minValidity : token.margin());
    }

    public String line() {
        JsonLine line = about(account);
        if (sub != null) line.with("sub", sub);
        if (!scopes.isEmpty()) line.with("scope", String.join(" ", new TreeSet<>(scopes)));
        if (minValidity != null) line.with("min_validity", minValidity.toSeconds());
        if (use != null) {
            line.with("htm", use.method()).with("htu", use.uri().toString());
            if (use.nonce() != null) line.with("nonce", use.nonce());
        }
        return line.toString();
    }

    /** The line that says that a user signed in or out. */
    static String changed(Account account) {
        return about(account).with("changed", "true").toString();
    }

    /** What asks how all sign-ins are. */
    static String status() {
        return new JsonLine().with("status", "true").toString();
    }

    public static boolean isStatus(Map<String, String> line) {
        return "true".equals(line.get("status"));
    }

    public static boolean isChange(Map<String, String> line) {
        return "true".equals(line.get("changed"));
    }

    public static Account account(Map<String, String> line) {
        return new Account(line.getOrDefault("issuer", ""), line.getOrDefault("client_id", ""));
    }

    /** The question in a line, or an {@link IllegalArgumentException} when it holds none. */
    public static BrokerRequest read(Map<String, String> line) {
        String seconds = line.get("min_validity");
        Duration minValidity = seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
        if (minValidity != null && minValidity.isNegative()) throw new IllegalArgumentException("A negative validity");
        return new BrokerRequest(
                account(line),
                line.get("sub"),
                JsonLine.words(line.getOrDefault("scope", "")),
                minValidity,
                line.containsKey("htu") ? TokenUse.of(line) : null);
    }

    private static JsonLine about(Account account) {
        return new JsonLine().with("issuer", account.issuer()).with("client_id", account.clientId());
    }
}
