package io.github.keytray.testkit;

import io.github.keytray.testkit.ProviderState.Login;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What does not change while the provider runs. */
record ProviderSettings(
        String issuer,
        String base,
        List<EndUser> people,
        List<RegisteredClient> clients,
        Set<String> scopes,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        boolean rotate,
        boolean strictOfflineAccess,
        boolean requirePushedRequests,
        boolean requireNonces,
        Set<String> prompts,
        String hint,
        InstantSource clock) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    Optional<EndUser> person(String sub) {
        return people.stream().filter(person -> person.sub().equals(sub)).findFirst();
    }

    Optional<EndUser> person(String username, String password) {
        return people.stream()
                .filter(person ->
                        person.username().equals(username) && person.password().equals(password))
                .findFirst();
    }

    Optional<RegisteredClient> client(String id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst();
    }

    String uri(Endpoint endpoint) {
        return base + endpoint.path();
    }

    Instant now() {
        return clock.instant();
    }

    long seconds() {
        return now().getEpochSecond();
    }

    long secondsAfter(Duration time) {
        return now().plus(time).getEpochSecond();
    }

    /** What may be said of the person (OpenID Connect Core §5.4). */
    Map<String, Object> describe(Login login, Set<String> granted) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", login.sub());
        person(login.sub()).ifPresent(person -> {
            if (granted.contains("profile")) {
                claims.put("preferred_username", person.username());
                claims.put("name", person.name());
            }
            if (granted.contains("email")) claims.put("email", person.email());
        });
        return claims;
    }

    Map<String, Object> metadata() {
        return Map.ofEntries(
                Map.entry("issuer", issuer),
                Map.entry("authorization_endpoint", uri(Endpoint.AUTHORIZATION)),
                Map.entry("token_endpoint", uri(Endpoint.TOKEN)),
                Map.entry("userinfo_endpoint", uri(Endpoint.USERINFO)),
                Map.entry("jwks_uri", uri(Endpoint.JWKS)),
                Map.entry("revocation_endpoint", uri(Endpoint.REVOCATION)),
                Map.entry("end_session_endpoint", uri(Endpoint.END_SESSION)),
                Map.entry("device_authorization_endpoint", uri(Endpoint.DEVICE_AUTHORIZATION)),
                Map.entry("pushed_authorization_request_endpoint", uri(Endpoint.PUSHED_REQUEST)),
                Map.entry("require_pushed_authorization_requests", requirePushedRequests),
                Map.entry("scopes_supported", List.of("openid", "profile", "email", "offline_access")),
                Map.entry("response_types_supported", List.of("code")),
                Map.entry("response_modes_supported", List.of("query")),
                Map.entry(
                        "grant_types_supported",
                        List.of("authorization_code", "refresh_token", DeviceAuthorizationEndpoint.GRANT_TYPE)),
                Map.entry("subject_types_supported", List.of("public")),
                Map.entry("id_token_signing_alg_values_supported", ALGORITHMS),
                Map.entry("code_challenge_methods_supported", List.of("S256")),
                Map.entry("dpop_signing_alg_values_supported", List.of("ES256")),
                Map.entry(
                        "token_endpoint_auth_methods_supported",
                        List.of("none", "client_secret_basic", "client_secret_post")),
                Map.entry("prompt_values_supported", prompts.stream().sorted().toList()),
                Map.entry("authorization_response_iss_parameter_supported", true));
    }

    /** Whether the scopes may be asked for. */
    boolean permits(Set<String> wanted) {
        return scopes.isEmpty() || scopes.containsAll(wanted);
    }

    /** A name that cannot be guessed. */
    static String secret(String prefix) {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
