package io.github.keytray.oauth;

import io.github.keytray.TokenRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is registered at the provider (RFC 6749 §2). {@link #toString} does not show the secret.
 *
 * @since 0.1
 */
public final class Client {
    private static final Set<String> RESERVED = Set.of(
            "client_assertion",
            "client_assertion_type",
            "client_id",
            "client_secret",
            "code_challenge",
            "code_challenge_method",
            "dpop_jkt",
            "id_token_hint",
            "login_hint",
            "nonce",
            "redirect_uri",
            "request",
            "request_uri",
            "response_type",
            "scope",
            "state");

    private static final Set<String> SCOPES = Set.of("openid", "profile", "email", "offline_access");

    private final String id;
    private final @Nullable String secret;
    private final Set<String> scopes;
    private final Map<String, String> parameters;
    private final @Nullable URI redirectUri;
    private final @Nullable URI postLogoutRedirectUri;
    private final @Nullable ClientAssertion assertion;
    private final @Nullable PrivateKey decryptionKey;
    private final boolean dpop;

    Client(
            String id,
            @Nullable String secret,
            Set<String> scopes,
            Map<String, String> parameters,
            @Nullable URI redirectUri,
            @Nullable URI postLogoutRedirectUri,
            @Nullable ClientAssertion assertion,
            @Nullable PrivateKey decryptionKey,
            boolean dpop) {
        if (id.isBlank()) throw new IllegalArgumentException("The client id is empty");
        requireLoopback(redirectUri);
        requireLoopback(postLogoutRedirectUri);
        String mode = parameters.get("response_mode");
        if (mode != null && !mode.equals("query") && !mode.equals("form_post")) {
            throw new IllegalArgumentException("Not a response_mode: " + mode + ". It is query or form_post.");
        }
        for (String name : parameters.keySet()) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("Keytray sets the parameter " + name + " itself");
            }
        }
        String maxAge = parameters.get("max_age");
        if (maxAge != null && !maxAge.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("Not a max_age: " + maxAge + ". It is a number of seconds.");
        }
        if (parameters.containsKey("claims")) EssentialAcr.of(parameters);
        for (String resource : words(parameters.get("resource"))) {
            if (!isResource(resource)) {
                throw new IllegalArgumentException(
                        "Not a resource: " + resource + ". It is an absolute URI without a fragment (RFC 8707 §2).");
            }
        }
        this.id = id;
        this.secret = secret;
        this.scopes = Set.copyOf(scopes);
        this.parameters = Map.copyOf(parameters);
        this.redirectUri = redirectUri;
        this.postLogoutRedirectUri = postLogoutRedirectUri;
        this.assertion = assertion;
        this.decryptionKey = decryptionKey;
        this.dpop = dpop;
    }

    /** A public client that asks for {@code openid profile email offline_access}. */
    public static Client of(String id) {
        return new Client(id, null, SCOPES, Map.of(), null, null, null, null, false);
    }

    /** The same client with this {@code client_secret}; null for a public client. */
    public Client withSecret(@Nullable String secret) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /** The same client, whose sign-ins request these scopes. */
    public Client withScopes(Set<String> scopes) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /** The same client, with one more parameter in every authorization request. */
    public Client withParameter(String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return new Client(id, secret, scopes, more, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /** The same client with this loopback redirect URI; null for {@code http://127.0.0.1} and any free port. */
    public Client withRedirectUri(@Nullable URI redirectUri) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /**
     * The same client, whose sign-out at the provider ends on a page of this computer.
     *
     * @param postLogoutRedirectUri a loopback address that is registered there, with its port where the provider compares
     *     it (OpenID Connect RP-Initiated Logout §2); null to end at the provider
     */
    public Client withPostLogoutRedirectUri(@Nullable URI postLogoutRedirectUri) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /**
     * The same client, which authenticates by a JWT (RFC 7523 §2.2) instead of sending its secret.
     *
     * @param assertion what signs the JWT; null for none
     */
    public Client withAssertion(@Nullable ClientAssertion assertion) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /**
     * The same client, which is sent ID tokens and userinfo encrypted (RFC 7516, OpenID Connect Core §10.2).
     *
     * @param decryptionKey the private key of the public one that is registered for encryption, RSA or EC, also one that
     *     stays in a device; null for none. What is encrypted with the client's secret needs no key
     */
    public Client withDecryptionKey(@Nullable PrivateKey decryptionKey) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }

    /**
     * The same client, whose tokens must be bound to a key that is made for each sign-in (DPoP, RFC 9449), so that a
     * token that is stolen is of no use; a token that is not bound is refused. Where the provider wants it of a client of
     * which this is not said, its tokens are bound all the same.
     *
     * @param required as it is registered ({@code dpop_bound_access_tokens}, RFC 9449 §5.2)
     */
    public Client withDpop(boolean required) {
        return new Client(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, required);
    }

    private static void requireLoopback(@Nullable URI uri) {
        if (uri == null || ("http".equals(uri.getScheme()) && Loopback.isHost(uri.getHost()))) return;
        throw new IllegalArgumentException("Not a loopback redirect URI: " + uri
                + ". It must be http on 127.0.0.1, [::1] or localhost (RFC 8252 §7.3).");
    }

    /** Whether its scopes are the default ones. */
    boolean hasDefaultScopes() {
        return scopes.equals(SCOPES);
    }

    /** What it asks for at this sign-in. */
    Set<String> scopesFor(TokenRequest request) {
        Set<String> scopes = new TreeSet<>(this.scopes);
        scopes.addAll(request.scopes());
        return scopes;
    }

    /** How long ago the person may have signed in at the provider (OpenID Connect Core §3.1.2.1), or null for ever. */
    @Nullable
    Duration maxAge() {
        String maxAge = parameters.get("max_age");
        return maxAge == null ? null : Duration.ofSeconds(Long.parseLong(maxAge));
    }

    /** How the person must have proved who they are, or null for any way. */
    @Nullable
    EssentialAcr essentialAcr() {
        return EssentialAcr.of(parameters);
    }

    /** What the tokens are for (RFC 8707); empty where that is not said. */
    List<String> resources() {
        return words(parameters.get("resource"));
    }

    private static List<String> words(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static boolean isResource(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Client[" + id + (secret == null && assertion == null ? ", public]" : ", confidential]");
    }

    /** The {@code client_id}, not blank. */
    public String id() {
        return id;
    }

    /** The {@code client_secret} of a confidential client, or null for a public one. */
    public @Nullable String secret() {
        return secret;
    }

    /** The scopes that every sign-in requests (RFC 6749 §3.3). */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * Additional parameters of every authorization request (RFC 6749 §3.1), such as {@code max_age}, {@code
     * acr_values}, {@code claims}, {@code prompt} or {@code response_mode=form_post}; none that Keytray itself
     * sets. An ID token that does not fulfil a {@code max_age}, or an {@code acr} that {@code claims} asks for
     * as essential, is refused. A {@code resource} (RFC 8707), or several with spaces between them, is named
     * also where tokens are asked for.
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /**
     * A loopback address that was registered with its port, or null for {@code http://127.0.0.1} and any free
     * port (RFC 8252 §7.3).
     */
    public @Nullable URI redirectUri() {
        return redirectUri;
    }

    /**
     * A loopback address that was registered as {@code post_logout_redirect_uri} (OpenID Connect RP-Initiated
     * Logout §2), where the browser ends after a sign-out at the provider; or null to end at the provider.
     */
    public @Nullable URI postLogoutRedirectUri() {
        return postLogoutRedirectUri;
    }

    /** Its authentication by a JWT (RFC 7523); null to authenticate by its secret, if it has one. */
    public @Nullable ClientAssertion assertion() {
        return assertion;
    }

    /** Opens ID tokens and userinfo that are encrypted to its public key (RFC 7516), RSA or EC; or null. */
    public @Nullable PrivateKey decryptionKey() {
        return decryptionKey;
    }

    /** Whether its tokens must be bound to a key (DPoP, RFC 9449). */
    public boolean requiresDpop() {
        return dpop;
    }

    /** Whether the other is registered alike in every respect. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Client client && parts().equals(client.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                id, secret, scopes, parameters, redirectUri, postLogoutRedirectUri, assertion, decryptionKey, dpop);
    }
}
