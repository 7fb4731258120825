package io.github.keytray.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.keytray.testkit.ProviderState.Code;
import io.github.keytray.testkit.ProviderState.Device;
import io.github.keytray.testkit.ProviderState.Issued;
import io.github.keytray.testkit.ProviderState.Login;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749 §3.2 and §6) and revocation (RFC 7009). */
final class TokenIssuer {
    private final ProviderSettings settings;
    private final DeviceAuthorizationEndpoint devices;
    private final String hashAlgorithm;
    private final ClientAssertions assertions;
    private final DpopProofs proofs;

    /** With the signature algorithm of the ID tokens, whose digest is that of {@code at_hash}. */
    TokenIssuer(
            ProviderSettings settings, DeviceAuthorizationEndpoint devices, DpopProofs proofs, JWSAlgorithm algorithm) {
        this.settings = settings;
        this.devices = devices;
        this.proofs = proofs;
        this.assertions = new ClientAssertions(settings);
        String name = algorithm.getName();
        this.hashAlgorithm =
                "SHA-" + (algorithm.equals(JWSAlgorithm.EdDSA) ? "512" : name.substring(name.length() - 3));
    }

    OutgoingResponse token(Request request, ProviderState state) {
        if (!request.method().equals("POST"))
            return OutgoingResponse.error(request, 405, "invalid_request", "Use POST");
        RegisteredClient client = authenticate(request).orElse(null);
        if (client == null) return notAuthenticated(request);
        try {
            String key = proofs.thumbprint(request, null);
            if (key == null && client.bindsTokens()) {
                return OutgoingResponse.error(request, 400, "invalid_request", "DPoP proof is missing");
            }
            return proofs.withNonce(token(request, state, client, key));
        } catch (DpopProofs.Refusal refusal) {
            OutgoingResponse answer = OutgoingResponse.error(request, 400, refusal.error, refusal.description());
            return refusal.nonce == null ? answer : answer.header("DPoP-Nonce", refusal.nonce);
        }
    }

    /** @param key the thumbprint of what the tokens are to be bound to, or null */
    private OutgoingResponse token(
            Request request, ProviderState state, RegisteredClient client, @Nullable String key) {
        return switch (request.parameter("grant_type").orElse("")) {
            case "authorization_code" -> redeem(request, state, client, key);
            case "refresh_token" -> refresh(request, state, client, key);
            case DeviceAuthorizationEndpoint.GRANT_TYPE -> redeemOnDevice(request, state, client, key);
            default -> OutgoingResponse.error(request, 400, "unsupported_grant_type", "This is not offered");
        };
    }

    OutgoingResponse push(Request request, ProviderState state) {
        if (authenticate(request).isEmpty()) return notAuthenticated(request);
        String requestUri = ProviderSettings.secret("urn:ietf:params:oauth:request_uri:");
        state.pushed.put(requestUri, request.parameters());
        return OutgoingResponse.json(request, 201, Map.of("request_uri", requestUri, "expires_in", 60));
    }

    OutgoingResponse authorizeDevice(Request request, ProviderState state) {
        return authenticate(request)
                .map(client -> devices.authorize(request, state, client))
                .orElseGet(() -> notAuthenticated(request));
    }

    OutgoingResponse revoke(Request request, ProviderState state) {
        RegisteredClient client = authenticate(request).orElse(null);
        if (client == null) return notAuthenticated(request);
        String token = request.parameter("token").orElse("");
        Issued refresh = state.refreshTokens.get(token);
        Issued access = state.accessTokens.get(token);
        if (refresh != null && refresh.clientId().equals(client.id())) state.revoke(refresh.family());
        if (access != null && access.clientId().equals(client.id())) state.accessTokens.remove(token);
        return OutgoingResponse.text(request, 200, "text/plain", "");
    }

    private OutgoingResponse redeem(
            Request request, ProviderState state, RegisteredClient client, @Nullable String key) {
        String value = request.parameter("code").orElse("");
        Code code = state.codes.get(value);
        if (code == null) return invalidGrant(request, "The code is not known");
        if (code.family() != null) {
            state.revoke(code.family());
            return invalidGrant(request, "The code was used before");
        }
        AuthorizationRequest wanted = code.request();
        String challenge =
                request.parameter("code_verifier").map(TokenIssuer::challenge).orElse("");
        boolean redirectMatches = request.parameter("redirect_uri")
                .filter(wanted.redirectUri().toString()::equals)
                .isPresent();
        if (!wanted.clientId().equals(client.id())
                || !redirectMatches
                || !challenge.equals(wanted.codeChallenge())
                || (wanted.thumbprint() != null && !wanted.thumbprint().equals(key))
                || code.expiresAt() <= settings.seconds()) {
            return invalidGrant(request, "The code is not for this request");
        }
        String family = ProviderSettings.secret("");
        state.codes.put(value, new Code(wanted, code.login(), code.expiresAt(), family));
        Issued issued = new Issued(family, client.id(), code.login(), wanted.scopes(), 0, false, key);
        return issue(request, state, issued, wanted.nonce(), wanted.scopes().contains("offline_access"));
    }

    private OutgoingResponse redeemOnDevice(
            Request request, ProviderState state, RegisteredClient client, @Nullable String key) {
        String deviceCode = request.parameter("device_code").orElse("");
        Device device = state.devices.get(deviceCode);
        if (device == null || !device.request().clientId().equals(client.id())) {
            return invalidGrant(request, "The device code is not known");
        }
        OutgoingResponse refusal =
                devices.refusal(request, state, device, deviceCode).orElse(null);
        Login login = device.login();
        if (refusal != null || login == null) return Objects.requireNonNull(refusal);
        String challenge = device.request().codeChallenge();
        String shown =
                request.parameter("code_verifier").map(TokenIssuer::challenge).orElse("");
        if (!challenge.equals(shown)) return invalidGrant(request, "PKCE verification failed");
        state.devices.remove(deviceCode);
        Set<String> scopes = device.request().scopes();
        Issued issued = new Issued(ProviderSettings.secret(""), client.id(), login, scopes, 0, false, key);
        return issue(request, state, issued, null, scopes.contains("offline_access"));
    }

    private OutgoingResponse refresh(
            Request request, ProviderState state, RegisteredClient client, @Nullable String key) {
        String value = request.parameter("refresh_token").orElse("");
        Issued token = state.refreshTokens.get(value);
        if (token == null || !token.clientId().equals(client.id()) || token.expiresAt() <= settings.seconds()) {
            return invalidGrant(request, "The refresh token is not valid");
        }
        // RFC 9449 §5: the refresh token of a public client is bound, that of another one by what proves who it is.
        if (client.secret() == null
                && token.thumbprint() != null
                && !token.thumbprint().equals(key)) {
            return invalidGrant(request, "The refresh token is bound to another key");
        }
        if (token.used()) {
            state.revoke(token.family());
            return invalidGrant(request, "The refresh token was used before");
        }
        Set<String> scopes = AuthorizationRequest.words(request.parameter("scope"));
        if (!token.scopes().containsAll(scopes)) {
            return OutgoingResponse.error(request, 400, "invalid_scope", "More was asked for than was granted");
        }
        if (settings.rotate()) state.refreshTokens.put(value, token.spent());
        return issue(request, state, token.boundTo(key), null, settings.rotate());
    }

    private OutgoingResponse issue(
            Request request, ProviderState state, Issued from, @Nullable String nonce, boolean withRefreshToken) {
        state.dropExpired(settings.now());
        Login login = from.login();
        String accessToken = ProviderSettings.secret("at-");
        state.accessTokens.put(accessToken, expiring(from, settings.secondsAfter(settings.accessTokenLife())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", accessToken);
        body.put("token_type", from.thumbprint() == null ? "Bearer" : "DPoP");
        body.put("expires_in", settings.accessTokenLife().toSeconds());
        body.put("scope", String.join(" ", new TreeSet<>(from.scopes())));
        if (withRefreshToken) {
            String refreshToken = ProviderSettings.secret("rt-");
            state.refreshTokens.put(refreshToken, expiring(from, settings.secondsAfter(settings.refreshTokenLife())));
            body.put("refresh_token", refreshToken);
        }
        OutgoingResponse answer = OutgoingResponse.json(request, 200, body);
        return from.scopes().contains("openid") ? answer.idToken(idToken(from, login, nonce, accessToken)) : answer;
    }

    private static Issued expiring(Issued from, long expiresAt) {
        return new Issued(
                from.family(), from.clientId(), from.login(), from.scopes(), expiresAt, false, from.thumbprint());
    }

    private IdToken idToken(Issued from, Login login, @Nullable String nonce, String accessToken) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.issuer());
        claims.put("aud", from.clientId());
        claims.put("iat", settings.seconds());
        claims.put("exp", settings.secondsAfter(settings.accessTokenLife()));
        claims.put("auth_time", login.time());
        if (nonce != null) claims.put("nonce", nonce);
        byte[] hash = digest(hashAlgorithm, accessToken);
        claims.put("at_hash", base64(Arrays.copyOf(hash, hash.length / 2)));
        claims.putAll(settings.describe(login, from.scopes()));
        return new IdToken(claims);
    }

    /** By the ways of RFC 6749 §2.3.1, or by its id alone where it has no secret. */
    private Optional<RegisteredClient> authenticate(Request request) {
        if (request.parameter("client_assertion").isPresent()) return assertions.client(request);
        String basic = request.header("authorization").orElse("");
        if (basic.startsWith("Basic ")) {
            String[] parts =
                    new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":", 2);
            return parts.length < 2 ? Optional.empty() : client(decode(parts[0]), decode(parts[1]));
        }
        return client(
                request.parameter("client_id").orElse(""),
                request.parameter("client_secret").orElse(null));
    }

    private Optional<RegisteredClient> client(String id, @Nullable String secret) {
        return settings.client(id)
                .filter(client -> client.key() == null)
                .filter(client -> client.secret() == null || client.secret().equals(secret));
    }

    private static OutgoingResponse notAuthenticated(Request request) {
        return OutgoingResponse.error(request, 401, "invalid_client", "The client is not known, or its secret is wrong")
                .header("WWW-Authenticate", "Basic realm=\"token\"");
    }

    private static OutgoingResponse invalidGrant(Request request, String description) {
        return OutgoingResponse.error(request, 400, "invalid_grant", description);
    }

    private static String challenge(String verifier) {
        return base64(digest("SHA-256", verifier));
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
