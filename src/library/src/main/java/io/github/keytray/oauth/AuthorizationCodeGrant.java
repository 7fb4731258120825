package io.github.keytray.oauth;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.Untrusted;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.internal.platform.Secrets;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Signs in through the user's own browser: authorization code (RFC 6749 §4.1) with PKCE (RFC 7636), as RFC 8252
 * describes. Each authorization has its own verifier, state, nonce and loopback listener, which end with it.
 *
 * @since 0.1
 */
public final class AuthorizationCodeGrant implements Grant {
    private final Provider provider;
    private final Client client;
    private final Browser browser;
    private final Duration timeout;
    private final InstantSource clock;
    private final TokenEndpoint endpoint;
    private final PushedRequests pushed;

    /**
     * @param browser shows the provider's page
     * @param timeout how long the user has
     */
    public AuthorizationCodeGrant(
            Provider provider, Client client, Browser browser, Duration timeout, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.browser = browser;
        this.timeout = timeout;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(provider, client, clock);
        this.pushed = new PushedRequests(provider, client, endpoint);
    }

    /**
     * Opens the browser and waits.
     *
     * @throws GrantException.InteractionRequired for a silent request, at once
     * @throws GrantException.Cancelled when the user declined or cancelled, or after the timeout
     */
    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        if (!request.isInteractive()) throw new GrantException.InteractionRequired("Please sign in.");
        Scopes scopes = new Scopes(provider, client, request);
        while (true) {
            try {
                Optional<Token> token = signIn(request, scopes);
                if (token.isEmpty()) {
                    scopes = new Scopes(provider, client, request);
                    continue;
                }
                provider.remember();
                return token.get();
            } catch (Cancelled ended) {
                throw ended;
            } catch (GrantException.Rejected refusal) {
                provider.forget();
                if (!Scopes.areRefusedBy(refusal.error().orElse(null))) throw refusal;
                if (!scopes.leaveOutDefaults()) throw OAuthErrors.ofScopes(refusal, scopes.asked());
            } catch (GrantException failed) {
                provider.forget();
                throw failed;
            }
        }
    }

    /** One visit to the provider's page; empty when it turned out to be another page by now. */
    private Optional<Token> signIn(TokenRequest request, Scopes scopes) throws GrantException, InterruptedException {
        ProviderMetadata expected = provider.expectedMetadata();
        String state = Pkce.unguessable();
        String nonce = Pkce.unguessable();
        String verifier = Pkce.unguessable();
        ProofKey key = endpoint.newKey();
        try (LoopbackReceiver receiver = LoopbackReceiver.open(redirectUri(), state)) {
            AuthorizationRequests requests = new AuthorizationRequests(
                    pushed,
                    scopes,
                    () -> page(
                            expected,
                            request,
                            receiver.redirectUri(),
                            scopes.asked(),
                            state,
                            nonce,
                            Pkce.challenge(verifier),
                            key));
            URI page = requests.page();
            receiver.ask(requests);
            BrowserAuthorization authorization = BrowserAuthorization.at(page, timeout, clock, receiver)
                    .comingBackTo(receiver.redirectUri(), redirectUri());
            Map<String, String> answer = Map.of();
            try (MetadataCheck check = provider.beginCheck(new PageCheck(provider, expected, scopes, authorization));
                    Browser.Handle visit = browser.open(authorization)) {
                endpoint.beginWarmUp(expected.tokenEndpoint(), receiver.redirectUri());
                answer = authorization.answer();
                ProviderMetadata metadata = authorization.afterwards().run(provider::metadata);
                if (PageCheck.isOther(expected, metadata)) {
                    receiver.show(ResultPage.FAILED);
                    return Optional.empty();
                }
                String code = code(metadata, answer, Secrets.of(state, nonce, verifier, client.secret()));
                URI redirectUri = receiver.redirectUri();
                Token token = authorization
                        .afterwards()
                        .run(() -> endpoint.exchange(code, redirectUri, verifier, scopes.asked(), nonce, request, key));
                receiver.show(ResultPage.SIGNED_IN);
                return Optional.of(token);
            } catch (Cancelled denied) {
                receiver.show(ResultPage.DENIED, reason(answer, state));
                throw denied;
            } catch (GrantException failed) {
                receiver.show(ResultPage.FAILED, reason(answer, state));
                throw failed;
            }
        }
    }

    private @Nullable URI redirectUri() {
        return client.redirectUri() == null ? provider.quirks().redirectUri() : client.redirectUri();
    }

    private String code(ProviderMetadata metadata, Map<String, String> answer, Secrets secrets) throws GrantException {
        String issuer = answer.get("iss");
        if (issuer == null ? metadata.sendsIssuer() : !issuer.equals(metadata.issuer())) {
            throw new Untrusted(
                    issuer == null
                            ? "The answer does not say which provider it comes from, though this provider promises"
                                    + " that its answers do (RFC 9207). The sign-in was not accepted. Tell its"
                                    + " administrators: at Keycloak, the client must not exclude the issuer from the"
                                    + " authentication response."
                            : "The browser brought an answer from another provider. The sign-in was not accepted. "
                                    + "Try again; if it happens again, tell the administrators.");
        }
        String error = answer.get("error");
        if (Dpop.isWanted(error, answer.get("error_description"))) {
            throw Dpop.refusal(provider, error, redacted(answer.get("error_description"), secrets));
        }
        if (error != null) {
            throw OAuthErrors.ofRedirect(
                    provider,
                    secrets.redact(error),
                    redacted(answer.get("error_description"), secrets),
                    redacted(answer.get("error_uri"), secrets));
        }
        String code = answer.get("code");
        if (code == null || code.isEmpty()) {
            throw new Untrusted("The browser came back without an answer from the provider. Try again.");
        }
        return code;
    }

    /** The provider's description of its error, or null. */
    private static @Nullable String reason(Map<String, String> answer, String state) {
        if (!answer.containsKey("error")) return null;
        return OAuthErrors.printable(redacted(answer.get("error_description"), Secrets.of(state)));
    }

    private static @Nullable String redacted(@Nullable String text, Secrets secrets) {
        return text == null ? null : secrets.redact(text);
    }

    private AuthorizationRequest page(
            ProviderMetadata metadata,
            TokenRequest request,
            URI redirectUri,
            Set<String> scopes,
            String state,
            String nonce,
            String challenge,
            @Nullable ProofKey key) {
        AuthorizationRequest page = new AuthorizationRequest(metadata.authorizationEndpoint(), client.id())
                .set("response_type", "code")
                .set("redirect_uri", redirectUri.toString())
                .set("state", state);
        Quirks quirks = provider.quirks();
        quirks.parameters().forEach(page::set);
        client.parameters().forEach(page::set);
        page.set("resource", client.resources());
        if (!scopes.isEmpty()) page.set("scope", String.join(" ", scopes));
        page.set("code_challenge", challenge);
        page.set("code_challenge_method", "S256");
        // RFC 9449 §10: the code is then of use with this key only.
        if (key != null) page.set("dpop_jkt", key.thumbprint());
        if (scopes.contains("openid")) page.set("nonce", nonce);
        String prompt = prompt(request, scopes);
        if (!prompt.isEmpty()) page.set("prompt", prompt);
        request.loginHint().ifPresent(hint -> page.set(quirks.loginHint(), hint));
        return page;
    }

    private String prompt(TokenRequest request, Set<String> scopes) {
        Quirks quirks = provider.quirks();
        Set<String> prompts = new TreeSet<>();
        String always =
                client.parameters().getOrDefault("prompt", quirks.parameters().get("prompt"));
        if (always != null) prompts.addAll(List.of(always.strip().split(" +")));
        if (request.isReauthenticate()) prompts.add("login");
        else if (request.isSelectAccount()) prompts.add(quirks.selectAccount());
        // OpenID Connect Core §11: without it, a provider may leave out the refresh token, and says nothing.
        if (scopes.contains("offline_access") && quirks.wantsConsent()) prompts.add("consent");
        return String.join(" ", prompts);
    }
}
