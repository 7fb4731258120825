package io.github.keytray.testkit;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client asked of the person (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1, RFC 9449 §10). */
record AuthorizationRequest(
        String clientId,
        URI redirectUri,
        Set<String> scopes,
        Set<String> prompt,
        String codeChallenge,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String loginHint,
        @Nullable String deviceCode,
        @Nullable String thumbprint) {

    static AuthorizationRequest of(Request request, URI redirectUri) {
        return new AuthorizationRequest(
                request.parameter("client_id").orElse(""),
                redirectUri,
                words(request.parameter("scope")),
                words(request.parameter("prompt")),
                request.parameter("code_challenge").orElse(""),
                request.parameter("state").orElse(null),
                request.parameter("nonce").orElse(null),
                request.parameter("login_hint").orElse(null),
                null,
                request.parameter("dpop_jkt").orElse(null));
    }

    /** What a device asks (RFC 8628 §3.1): the person is led nowhere afterwards. */
    static AuthorizationRequest onDevice(
            String clientId, URI page, Set<String> scopes, String codeChallenge, String deviceCode) {
        return new AuthorizationRequest(
                clientId, page, scopes, Set.of(), codeChallenge, null, null, null, deviceCode, null);
    }

    AuthorizationRequest withScopes(Set<String> scopes) {
        return new AuthorizationRequest(
                clientId, redirectUri, scopes, prompt, codeChallenge, state, nonce, loginHint, deviceCode, thumbprint);
    }

    static Set<String> words(Optional<String> value) {
        return value.stream()
                .flatMap(text -> Arrays.stream(text.trim().split(" +")))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
