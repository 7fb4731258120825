package io.github.keytray.oauth;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is particular about a provider, beyond what it says of itself. Known by the issuer; endpoints are asked for at run
 * time, except where a provider does not publish them.
 */
public enum Preset {
    /** Gives a refresh token for {@code access_type=offline}, and again only after consent; refuses the scope for it. */
    GOOGLE(
            "Google",
            "https://accounts.google.com",
            "https://accounts\\.google\\.com",
            "https://developers.google.com/identity/protocols/oauth2/native-app",
            new Quirks(Set.of("offline_access"), Map.of("access_type", "offline", "prompt", "consent"), null)),

    /** Leaves the port open only where the redirect URI says {@code localhost}. Name the tenant: {@code common} is none. */
    ENTRA_ID(
            "Microsoft Entra ID",
            "https://login.microsoftonline.com/{tenant}/v2.0",
            "https://login\\.microsoftonline\\.com/[^/]+/v2\\.0",
            "https://learn.microsoft.com/entra/identity-platform/reply-url",
            new Quirks(Set.of(), Map.of(), URI.create("http://localhost"))),

    /**
     * No OpenID Connect and no discovery: a person is who its API says, a token has no end, and a refused one has names
     * of its own.
     */
    GITHUB(
            "GitHub",
            "https://github.com",
            "https://github\\.com",
            "https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps",
            new Quirks(Set.of("openid", "profile", "email", "offline_access"), Map.of(), null)),

    /** Always gives a refresh token, and refuses the scope that asks for one. Also where it is self-managed. */
    GITLAB(
            "GitLab",
            "https://gitlab.com",
            "https://gitlab\\.[^/]+",
            "https://docs.gitlab.com/integration/openid_connect_provider/",
            new Quirks(Set.of("offline_access"), Map.of(), null)),

    /** As the specifications have it. */
    KEYCLOAK(
            "Keycloak",
            "https://{host}/realms/{realm}",
            "https?://[^/]+(/[^/]+)?/realms/[^/]+",
            "https://www.keycloak.org/securing-apps/oidc-layers",
            Quirks.NONE),

    /** Its issuer ends in a slash, which must be written. */
    AUTH0(
            "Auth0",
            "https://{tenant}.auth0.com/",
            "https://[^/]+\\.auth0\\.com/",
            "https://auth0.com/docs/get-started/authentication-and-authorization-flow",
            Quirks.NONE),

    /** As the specifications have it; the refresh token wants {@code offline_access}. */
    OKTA(
            "Okta",
            "https://{organisation}.okta.com",
            "https://[^/]+\\.okta(preview|-emea)?\\.com(/oauth2/[^/]+)?",
            "https://developer.okta.com/docs/guides/implement-grant-type/authcodepkce/main/",
            Quirks.NONE),

    /** Always gives a refresh token, refuses the scope that asks for one, and takes no word about consent. */
    COGNITO(
            "Amazon Cognito",
            "https://cognito-idp.{region}.amazonaws.com/{pool}",
            "https://cognito-idp\\.[^/]+\\.amazonaws\\.com(\\.cn)?/[^/]+",
            "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html",
            new Quirks(Set.of("offline_access"), Map.of(), null)),

    /** Any other issuer: what it says of itself is all there is to know. */
    ANY("", "https://{host}", ".*", "https://openid.net/specs/openid-connect-discovery-1_0.html", Quirks.NONE);

    /** GitHub's names for {@code invalid_grant}. */
    private static final Set<String> NO_LONGER_GOOD = Set.of("bad_verification_code", "bad_refresh_token");

    private final String title;
    private final String template;
    private final Pattern issuer;
    private final URI documentation;

    @SuppressWarnings("ImmutableEnumChecker") // a record of copies
    private final Quirks quirks;

    Preset(String title, String template, String issuer, String documentation, Quirks quirks) {
        this.title = title;
        this.template = template;
        this.issuer = Pattern.compile(issuer);
        this.documentation = URI.create(documentation);
        this.quirks = quirks;
    }

    /** The preset for an issuer; {@link #ANY} for one that is not known. */
    public static Preset of(String issuer) {
        return Arrays.stream(values())
                .filter(preset -> preset.issuer.matcher(issuer).matches())
                .findFirst()
                .orElse(ANY);
    }

    /** What people call it; empty for any other. */
    public String title() {
        return title;
    }

    /** Its issuer, with what is to be filled in in braces. */
    public String template() {
        return template;
    }

    /** Where the provider documents it. */
    public URI documentation() {
        return documentation;
    }

    /** What to ask for, when these scopes are wanted: without those that the provider would refuse. */
    Set<String> scopes(Set<String> wanted) {
        Set<String> scopes = new TreeSet<>(wanted);
        scopes.removeAll(quirks.refusedScopes());
        if (this == GITHUB && scopes.isEmpty()) scopes.add("read:user");
        return scopes;
    }

    /** What an authorization request says besides, where the client does not say otherwise. */
    Map<String, String> parameters() {
        return quirks.parameters();
    }

    /** Where the browser comes back, where the client does not say otherwise; null for any free port of 127.0.0.1. */
    @Nullable
    URI redirectUri() {
        return quirks.redirectUri();
    }

    /** The member of userinfo that says who somebody is, and never changes. */
    String subject() {
        return this == GITHUB ? "id" : "sub";
    }

    /** The members that may name a person, the best first. */
    String[] names() {
        return this == GITHUB
                ? new String[] {"login"}
                : new String[] {"preferred_username", "nickname", "email", "name"};
    }

    /** Whether its endpoints are known to be on this host, which is not the issuer's. */
    boolean isAlsoAt(String host) {
        return switch (this) {
            case GOOGLE -> host.equals("oauth2.googleapis.com") || host.equals("openidconnect.googleapis.com");
            case ENTRA_ID -> host.equals("graph.microsoft.com");
            case GITHUB -> host.equals("api.github.com");
            case COGNITO -> host.matches("[^.]+\\.auth\\.[^.]+\\.amazoncognito\\.com");
            default -> false;
        };
    }

    /** The name that the specifications have for an error. */
    @Nullable
    String error(@Nullable String error) {
        return this == GITHUB && error != null && NO_LONGER_GOOD.contains(error) ? "invalid_grant" : error;
    }

    /** The metadata of a provider that publishes none, or null. */
    @Nullable
    ProviderMetadata metadata() {
        if (this != GITHUB) return null;
        String site = "https://github.com/login/";
        return new ProviderMetadata(
                "https://github.com",
                URI.create(site + "oauth/authorize"),
                URI.create(site + "oauth/access_token"),
                URI.create("https://api.github.com/user"),
                null,
                null,
                null,
                URI.create(site + "device/code"),
                null,
                Set.of("client_secret_post"),
                false,
                false);
    }

    /** Deviations that can be written down. */
    private record Quirks(
            Set<String> refusedScopes,
            Map<String, String> parameters,
            @Nullable URI redirectUri) {
        static final Quirks NONE = new Quirks(Set.of(), Map.of(), null);
    }
}
