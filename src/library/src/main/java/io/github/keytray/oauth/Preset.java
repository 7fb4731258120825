package io.github.keytray.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The peculiarities of a provider that its metadata do not tell, from its documentation. The issuer selects the preset;
 * endpoints are read from the metadata at run time, except where a provider does not publish them.
 *
 * @since 0.1
 */
public enum Preset {
    /**
     * Issues a refresh token for {@code access_type=offline}, and another only after consent; refuses the scope for it.
     * Its ID tokens sometimes name the issuer without the scheme.
     *
     * @see <a href="https://developers.google.com/identity/protocols/oauth2/web-server#offline">Refresh tokens</a>
     * @see <a href="https://developers.google.com/identity/openid-connect/openid-connect">ID tokens</a>
     */
    GOOGLE(
            "Google",
            "https://accounts.google.com",
            "https://accounts\\.google\\.com",
            "https://developers.google.com/identity/protocols/oauth2/native-app",
            new Quirks()
                    .refuses("offline_access")
                    .says("access_type", "offline")
                    .says("prompt", "consent")
                    .withSecret()
                    .alsoCalled("accounts.google.com")
                    .alsoAt("(oauth2|openidconnect)\\.googleapis\\.com")
                    .revokingWholeGrant()
                    .withoutPkceOnDevices()),

    /**
     * Leaves the port open where the redirect URI says {@code localhost}. Its userinfo takes no access token but one
     * for Microsoft Graph, and says nothing that is not in the ID token. Where only administrators may consent, a
     * request for consent fails even after they have consented. Name the tenant: {@code common} is not a tenant.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/userinfo">Userinfo</a>
     * @see <a href="https://learn.microsoft.com/answers/questions/5847660">Consent</a>
     */
    ENTRA_ID(
            "Microsoft Entra ID",
            "https://login.microsoftonline.com/{tenant}/v2.0",
            "https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/[^/]+/v2\\.0",
            "https://learn.microsoft.com/entra/identity-platform/reply-url",
            new Quirks()
                    .redirectsTo("http://localhost")
                    .withoutConsent()
                    .saysAllInIdToken()
                    .alsoAt("graph\\.microsoft\\.com")),

    /**
     * No OpenID Connect: its API names the user, a token of an OAuth app does not expire, scopes are separated by
     * commas, and errors have names of its own. Responses may name another issuer ({@code iss}, RFC 9207).
     *
     * @see <a href="https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps">Errors</a>
     * @see <a href="https://github.com/langfuse/langfuse/issues/13091">The issuer</a>
     */
    GITHUB(
            "GitHub",
            "https://github.com",
            "https://github\\.com(/login/oauth)?",
            "https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps",
            new Quirks()
                    .refuses("openid", "profile", "email", "offline_access")
                    .asksAtLeast("read:user")
                    .separatesScopesBy("[\\s,]+")
                    .withSecret()
                    .hintsBy("login")
                    .alsoAt("api\\.github\\.com")
                    .namesUsersBy("id", "login")
                    .refusesBy(Map.of(
                            "bad_verification_code", "invalid_grant",
                            "bad_refresh_token", "invalid_grant",
                            "incorrect_device_code", "invalid_grant",
                            "token_expired", "expired_token",
                            "incorrect_client_credentials", "invalid_client",
                            "redirect_uri_mismatch", "invalid_request",
                            "device_flow_disabled", "unauthorized_client",
                            "application_suspended", "unauthorized_client"))),

    /**
     * Always issues a refresh token, refuses the scope that requests one, and lets users select an account only by
     * another sign-in. Also for self-managed instances.
     *
     * @see <a href="https://github.com/gitlabhq/gitlabhq/blob/master/config/initializers/doorkeeper_openid_connect.rb">Its
     *     set-up</a>
     */
    GITLAB(
            "GitLab",
            "https://gitlab.com",
            "https://gitlab\\.[^/]+",
            "https://docs.gitlab.com/integration/openid_connect_provider/",
            new Quirks().refuses("offline_access").selectsAccountsBy("login")),

    /** As the specifications have it. */
    KEYCLOAK(
            "Keycloak",
            "https://{host}/realms/{realm}",
            "https?://[^/]+(/[^/]+)?/realms/[^/]+",
            "https://www.keycloak.org/securing-apps/oidc-layers",
            new Quirks()),

    /**
     * Its issuer ends in a slash, which must be written. Compares the port, and gives a refresh token without consent.
     *
     * @see <a href="https://support.auth0.com/center/s/article/Callback-URL-Mismatch-Error-Is-Not-in-the-List-of-Allowed-Callback-URLs">Redirect
     *     URIs</a>
     * @see <a href="https://auth0.com/docs/secure/tokens/refresh-tokens/get-refresh-tokens">Refresh tokens</a>
     */
    AUTH0(
            "Auth0",
            "https://{tenant}.auth0.com/",
            "https://[^/]+\\.auth0\\.com/",
            "https://auth0.com/docs/get-started/applications/application-settings",
            new Quirks()
                    .redirectsToFixedPortOf("127.0.0.1")
                    .withoutConsent()
                    .withIssuerAsAudience()
                    .revokingWholeGrant()),

    /**
     * Compares the port of the redirect URI, issues a refresh token without consent, and lets users select an account
     * only by another sign-in.
     *
     * @see <a href="https://support.okta.com/help/s/article/openid-connect-oidc-redirect-uri">Redirect URIs</a>
     * @see <a href="https://developer.okta.com/docs/guides/refresh-tokens/main/">Refresh tokens</a>
     */
    OKTA(
            "Okta",
            "https://{organisation}.okta.com",
            "https://[^/]+\\.okta(preview|-emea)?\\.com(/oauth2/[^/]+)?",
            "https://developer.okta.com/docs/api/openapi/okta-oauth/oauth/tag/OrgAS/",
            new Quirks().redirectsToFixedPortOf("127.0.0.1").withoutConsent().selectsAccountsBy("login")),

    /**
     * Always issues a refresh token, and refuses the scope that requests one. Allows http for {@code localhost} only,
     * and compares the port. Has its own kind of sign-out.
     *
     * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html">Sign-out</a>
     */
    COGNITO(
            "Amazon Cognito",
            "https://cognito-idp.{region}.amazonaws.com/{pool}",
            "https://cognito-idp\\.[^/]+\\.amazonaws\\.com(\\.cn)?/[^/]+",
            "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html",
            new Quirks()
                    .refuses("offline_access")
                    .redirectsToFixedPortOf("localhost")
                    .alsoAt("[^.]+\\.auth\\.[^.]+\\.amazoncognito\\.com")
                    .namesUsersBy("sub", "preferred_username", "email", "username", "cognito:username", "name")
                    .withoutLogout()),

    /**
     * Has a revocation endpoint beside its token endpoint, which its metadata do not name. Refreshes without {@code
     * offline_access}, which it refuses.
     *
     * @see <a href="https://doc.openidentityplatform.org/openam/dev-guide/">Its endpoints</a>
     */
    OPENAM(
            "OpenAM",
            "https://{host}/openam/oauth2",
            "https?://[^/]+/(openam|am|sso)/oauth2(/.*)?",
            "https://doc.openidentityplatform.org/openam/dev-guide/",
            new Quirks().revokesAt("token/revoke").refuses("offline_access")),

    /** Any other issuer: what it says of itself is all there is to know. */
    ANY("", "https://{host}", ".*", "https://openid.net/specs/openid-connect-discovery-1_0.html", new Quirks());

    private final String title;
    private final String template;
    private final Pattern issuer;
    private final URI documentation;

    @SuppressWarnings("ImmutableEnumChecker") // set up above, and never changed
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
        for (Preset preset : values()) if (preset.issuer.matcher(issuer).matches()) return preset;
        return ANY;
    }

    /** The provider's name for users; empty for {@link #ANY}. */
    public String title() {
        return title;
    }

    /** Its issuer, with the parts to be filled in in braces. */
    public String template() {
        return template;
    }

    /** Where the provider documents it. */
    public URI documentation() {
        return documentation;
    }

    /**
     * Whether the provider gives even a desktop application a client secret, which protects nothing (RFC 8252 §8.5).
     */
    public boolean wantsSecret() {
        return quirks.wantsSecret();
    }

    /** The redirect URI to register there; empty for {@code http://127.0.0.1/callback}. */
    public Optional<URI> redirectUri() {
        return Optional.ofNullable(quirks.redirectUri());
    }

    Quirks quirks() {
        return quirks;
    }

    /** The metadata of a provider that publishes none, or null. */
    @Nullable
    ProviderMetadata metadata() {
        if (this != GITHUB) return null;
        String site = "https://github.com/login/";
        return new ProviderMetadata(
                site + "oauth",
                URI.create(site + "oauth/authorize"),
                URI.create(site + "oauth/access_token"),
                URI.create("https://api.github.com/user"),
                null,
                null,
                null,
                URI.create(site + "device/code"),
                null,
                Set.of("client_secret_post"),
                Set.of(),
                false,
                false,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
