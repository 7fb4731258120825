package io.github.keytray.oauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a provider deviates from the specifications. Set up in {@link Preset} and never changed. */
final class Quirks {
    /** Where the browser comes back to, at providers that compare the port: one that no system gives out by itself. */
    private static final int PORT = 21864;

    private final Map<String, String> parameters = new TreeMap<>();
    private Set<String> refusedScopes = Set.of();
    private Set<String> leastScopes = Set.of();
    private String scopeSeparator = "\\s+";
    private @Nullable URI redirectUri;
    private boolean wantsSecret;
    private boolean wantsConsent = true;
    private String selectAccount = "select_account";
    private String loginHint = "login_hint";
    private String otherName = "";
    private Pattern otherHost = Pattern.compile("");
    private boolean knowsMoreThanIdToken = true;
    private String subject = "sub";
    private List<String> names = List.of("preferred_username", "nickname", "email", "name");
    private Map<String, String> errors = Map.of();
    private boolean endsSessions = true;
    private String revocationPath = "";
    private boolean provesDevices = true;
    private boolean takesIssuerAsAudience;
    private boolean revokesWholeGrant;

    /** What to ask for, when these scopes are wanted: without those that the provider would refuse. */
    Set<String> scopes(Set<String> wanted) {
        Set<String> scopes = new TreeSet<>(wanted);
        scopes.removeAll(refusedScopes);
        return scopes.isEmpty() ? leastScopes : scopes;
    }

    /** The scopes in a token answer (RFC 6749 §3.3), which are not blank. */
    Set<String> granted(String scopes) {
        return Set.copyOf(List.of(scopes.strip().split(scopeSeparator)));
    }

    /** What an authorization request says besides, where the client does not say otherwise. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** Where the browser comes back, where the client does not say otherwise; null for any free port of 127.0.0.1. */
    @Nullable
    URI redirectUri() {
        return redirectUri;
    }

    /** Whether even a desktop application has a client secret, which protects nothing (RFC 8252 §8.5). */
    boolean wantsSecret() {
        return wantsSecret;
    }

    /** Whether {@code offline_access} is granted only where consent is asked for (OpenID Connect Core §11). */
    boolean wantsConsent() {
        return wantsConsent;
    }

    /** The {@code prompt} that lets users choose an account (OpenID Connect Core §3.1.2.1). */
    String selectAccount() {
        return selectAccount;
    }

    /** The parameter that says who will probably sign in (OpenID Connect Core §3.1.2.1). */
    String loginHint() {
        return loginHint;
    }

    /** Whether ID tokens may call the issuer so, besides by its own name. */
    boolean isAlsoCalled(@Nullable String issuer) {
        return otherName.equals(issuer);
    }

    /** Whether endpoints are known to be on this host, which is not the issuer's. */
    boolean isAlsoAt(String host) {
        return otherHost.matcher(host).matches();
    }

    /** Whether userinfo says anything that the ID token does not. */
    boolean knowsMoreThanIdToken() {
        return knowsMoreThanIdToken;
    }

    /** The member of userinfo that identifies the user and never changes. */
    String subject() {
        return subject;
    }

    /** The members that may name a person, the best first. */
    List<String> names() {
        return names;
    }

    /** The name that the specifications have for an error. */
    @Nullable
    String error(@Nullable String error) {
        return error == null ? null : errors.getOrDefault(error, error);
    }

    /** Whether what is published for sign-out is OpenID Connect RP-Initiated Logout. */
    boolean endsSessions() {
        return endsSessions;
    }

    /** Where tokens are revoked, as seen from the token endpoint, at a provider that does not announce it; or null. */
    @Nullable
    URI unannouncedRevocation(URI tokenEndpoint) {
        if (revocationPath.isEmpty()) return null;
        String query = tokenEndpoint.getRawQuery();
        return tokenEndpoint.resolve(revocationPath + (query == null ? "" : "?" + query));
    }

    /** Whether PKCE goes with a sign-in on another device (RFC 7636 with RFC 8628). */
    boolean provesDevices() {
        return provesDevices;
    }

    /** Whether a client's assertion is for the issuer also at the token endpoint (RFC 7523 §3). */
    boolean takesIssuerAsAudience() {
        return takesIssuerAsAudience;
    }

    Quirks refuses(String... scopes) {
        refusedScopes = Set.of(scopes);
        return this;
    }

    Quirks asksAtLeast(String scope) {
        leastScopes = Set.of(scope);
        return this;
    }

    Quirks separatesScopesBy(String separator) {
        scopeSeparator = separator;
        return this;
    }

    Quirks says(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** The port stays open. */
    Quirks redirectsTo(String uri) {
        redirectUri = URI.create(uri);
        return this;
    }

    /** The port is compared with the registered one. */
    Quirks redirectsToFixedPortOf(String host) {
        return redirectsTo("http://" + host + ":" + PORT + "/callback");
    }

    Quirks withSecret() {
        wantsSecret = true;
        return this;
    }

    Quirks withoutConsent() {
        wantsConsent = false;
        return this;
    }

    Quirks selectsAccountsBy(String prompt) {
        selectAccount = prompt;
        return this;
    }

    Quirks hintsBy(String parameter) {
        loginHint = parameter;
        return this;
    }

    Quirks alsoCalled(String issuer) {
        otherName = issuer;
        return this;
    }

    Quirks alsoAt(String hosts) {
        otherHost = Pattern.compile(hosts);
        return this;
    }

    Quirks saysAllInIdToken() {
        knowsMoreThanIdToken = false;
        return this;
    }

    Quirks namesUsersBy(String member, String... names) {
        subject = member;
        this.names = List.of(names);
        return this;
    }

    Quirks refusesBy(Map<String, String> names) {
        errors = names;
        return this;
    }

    Quirks revokesAt(String path) {
        revocationPath = path;
        return this;
    }

    /** Whether to revoke one refresh token ends all that the person has granted to the client. */
    boolean revokesWholeGrant() {
        return revokesWholeGrant;
    }

    Quirks revokingWholeGrant() {
        revokesWholeGrant = true;
        return this;
    }

    Quirks withoutLogout() {
        endsSessions = false;
        return this;
    }

    /** It refuses parameters that it does not know. */
    Quirks withoutPkceOnDevices() {
        provesDevices = false;
        return this;
    }

    Quirks withIssuerAsAudience() {
        takesIssuerAsAudience = true;
        return this;
    }
}
