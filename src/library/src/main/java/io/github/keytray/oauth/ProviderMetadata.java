package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a provider (RFC 8414 §2, OpenID Connect Discovery §3). Immutable.
 *
 * @since 0.1
 */
public final class ProviderMetadata {
    private final String issuer;
    private final URI authorizationEndpoint;
    private final URI tokenEndpoint;
    private final @Nullable URI userinfoEndpoint;
    private final @Nullable URI jwksUri;
    private final @Nullable URI revocationEndpoint;
    private final @Nullable URI endSessionEndpoint;
    private final @Nullable URI deviceAuthorizationEndpoint;
    private final @Nullable URI pushedAuthorizationRequestEndpoint;
    private final Set<String> tokenEndpointAuthMethods;
    private final Set<String> tokenEndpointAuthSigningAlgorithms;
    private final boolean requiresPushedRequests;
    private final boolean sendsIssuer;
    private final Set<String> scopes;
    private final Set<String> idTokenAlgorithms;
    private final Set<String> dpopSigningAlgorithms;
    private final Set<String> unusableEndpoints;

    ProviderMetadata(
            String issuer,
            URI authorizationEndpoint,
            URI tokenEndpoint,
            @Nullable URI userinfoEndpoint,
            @Nullable URI jwksUri,
            @Nullable URI revocationEndpoint,
            @Nullable URI endSessionEndpoint,
            @Nullable URI deviceAuthorizationEndpoint,
            @Nullable URI pushedAuthorizationRequestEndpoint,
            Set<String> tokenEndpointAuthMethods,
            Set<String> tokenEndpointAuthSigningAlgorithms,
            boolean requiresPushedRequests,
            boolean sendsIssuer,
            Set<String> scopes,
            Set<String> idTokenAlgorithms,
            Set<String> dpopSigningAlgorithms,
            Set<String> unusableEndpoints) {
        this.issuer = issuer;
        this.authorizationEndpoint = authorizationEndpoint;
        this.tokenEndpoint = tokenEndpoint;
        this.userinfoEndpoint = userinfoEndpoint;
        this.jwksUri = jwksUri;
        this.revocationEndpoint = revocationEndpoint;
        this.endSessionEndpoint = endSessionEndpoint;
        this.deviceAuthorizationEndpoint = deviceAuthorizationEndpoint;
        this.pushedAuthorizationRequestEndpoint = pushedAuthorizationRequestEndpoint;
        this.tokenEndpointAuthMethods = tokenEndpointAuthMethods;
        this.tokenEndpointAuthSigningAlgorithms = tokenEndpointAuthSigningAlgorithms;
        this.requiresPushedRequests = requiresPushedRequests;
        this.sendsIssuer = sendsIssuer;
        this.scopes = scopes;
        this.idTokenAlgorithms = idTokenAlgorithms;
        this.dpopSigningAlgorithms = dpopSigningAlgorithms;
        this.unusableEndpoints = unusableEndpoints;
    }

    static ProviderMetadata parse(String issuer, Quirks quirks, MetadataMembers json) throws GrantException {
        String named = json.text("issuer");
        if (!issuer.equals(named)) {
            String shown = OAuthErrors.printable(named);
            throw new GrantException.Untrusted("The provider at " + issuer + " calls itself "
                    + (shown == null ? "nothing" : shown)
                    + ". Nothing was sent. Check the issuer: it must be written as "
                    + "the provider writes it, to the last slash"
                    + (shown != null && shown.contains("{") ? ", with your own in place of what is in braces." : "."));
        }
        Set<String> unusable = new TreeSet<>();
        URI token = required(issuer, json, "token_endpoint");
        URI revocation = optional(issuer, json, "revocation_endpoint", unusable);
        return new ProviderMetadata(
                issuer,
                required(issuer, json, "authorization_endpoint"),
                token,
                optional(issuer, json, "userinfo_endpoint", unusable),
                endpoint(issuer, json, "jwks_uri"),
                revocation == null ? quirks.unannouncedRevocation(token) : revocation,
                optional(issuer, json, "end_session_endpoint", unusable),
                optional(issuer, json, "device_authorization_endpoint", unusable),
                optional(issuer, json, "pushed_authorization_request_endpoint", unusable),
                json.texts("token_endpoint_auth_methods_supported"),
                json.texts("token_endpoint_auth_signing_alg_values_supported"),
                json.flag("require_pushed_authorization_requests"),
                json.flag("authorization_response_iss_parameter_supported"),
                json.texts("scopes_supported"),
                json.texts("id_token_signing_alg_values_supported"),
                json.texts("dpop_signing_alg_values_supported"),
                Set.copyOf(unusable));
    }

    /** The hosts besides the issuer's own to which codes, tokens or secrets are sent. The standards allow them. */
    public Set<String> otherHosts() {
        String own = URI.create(issuer).getHost();
        return Stream.of(
                        authorizationEndpoint,
                        tokenEndpoint,
                        userinfoEndpoint,
                        revocationEndpoint,
                        endSessionEndpoint,
                        deviceAuthorizationEndpoint,
                        pushedAuthorizationRequestEndpoint)
                .filter(Objects::nonNull)
                .map(URI::getHost)
                .filter(host -> !host.equals(own))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The hosts of {@link #otherHosts} that are not known to belong to the same provider. */
    public Set<String> unfamiliarHosts() {
        Set<String> hosts = otherHosts();
        hosts.removeIf(Preset.of(issuer).quirks()::isAlsoAt);
        return hosts;
    }

    private static URI required(String issuer, MetadataMembers json, String name) throws GrantException {
        URI uri = endpoint(issuer, json, name);
        if (uri != null) return uri;
        throw new GrantException.Untrusted("The provider does not say where its " + name.replace('_', ' ')
                + " is, so nobody can sign in there. Tell its administrators.");
    }

    private static @Nullable URI endpoint(String issuer, MetadataMembers json, String name) throws GrantException {
        String value = json.text(name);
        if (value == null) return null;
        if (isUsable(issuer, value)) return URI.create(value);
        throw new GrantException.Untrusted("The provider's " + name.replace('_', ' ')
                + " is not an https address. Nothing was sent. Tell its administrators.");
    }

    /** A sign-in does not need this endpoint: an unusable address counts as absent, and nothing is sent there. */
    private static @Nullable URI optional(String issuer, MetadataMembers json, String name, Set<String> unusable) {
        String value = json.text(name);
        if (value == null) return null;
        if (isUsable(issuer, value)) return URI.create(value);
        unusable.add(name);
        return null;
    }

    private static boolean isUsable(String issuer, String value) {
        // Plain http does not leave this machine, but another program may listen on that port. It is accepted only when
        // the provider itself is on this machine.
        boolean secure = value.startsWith("https:") || !issuer.startsWith("https:");
        return secure && Loopback.isSecure(value);
    }

    /** Identical to the issuer that was asked. */
    public String issuer() {
        return issuer;
    }

    /** Where the browser is sent. */
    public URI authorizationEndpoint() {
        return authorizationEndpoint;
    }

    /** Where tokens are requested and refreshed. */
    public URI tokenEndpoint() {
        return tokenEndpoint;
    }

    /** Names the user, or null. */
    public @Nullable URI userinfoEndpoint() {
        return userinfoEndpoint;
    }

    /** The keys that sign ID tokens, or null. */
    public @Nullable URI jwksUri() {
        return jwksUri;
    }

    /** RFC 7009, or null. */
    public @Nullable URI revocationEndpoint() {
        return revocationEndpoint;
    }

    /** OpenID Connect RP-Initiated Logout, or null. */
    public @Nullable URI endSessionEndpoint() {
        return endSessionEndpoint;
    }

    /** RFC 8628, or null. */
    public @Nullable URI deviceAuthorizationEndpoint() {
        return deviceAuthorizationEndpoint;
    }

    /** RFC 9126, or null. */
    public @Nullable URI pushedAuthorizationRequestEndpoint() {
        return pushedAuthorizationRequestEndpoint;
    }

    /** How a confidential client may authenticate; empty where not said. */
    public Set<String> tokenEndpointAuthMethods() {
        return tokenEndpointAuthMethods;
    }

    /** What a client's assertion may be signed with (RFC 8414 §2); empty where not said. */
    public Set<String> tokenEndpointAuthSigningAlgorithms() {
        return tokenEndpointAuthSigningAlgorithms;
    }

    /** Whether every authorization request must be pushed first (RFC 9126 §5). */
    public boolean requiresPushedRequests() {
        return requiresPushedRequests;
    }

    /** Whether every authorization answer names the issuer (RFC 9207 §3). */
    public boolean sendsIssuer() {
        return sendsIssuer;
    }

    /** The scopes that can be asked for, though a provider may know more; empty where not said. */
    public Set<String> scopes() {
        return scopes;
    }

    /** How ID tokens are signed (RFC 7518 §3.1); empty where not said. */
    public Set<String> idTokenAlgorithms() {
        return idTokenAlgorithms;
    }

    /** What a proof may be signed with (RFC 9449 §5.1); empty where not said. */
    Set<String> dpopSigningAlgorithms() {
        return dpopSigningAlgorithms;
    }

    /** The names of the optional endpoints whose addresses cannot be used, so that they count as absent. */
    public Set<String> unusableEndpoints() {
        return unusableEndpoints;
    }
}
