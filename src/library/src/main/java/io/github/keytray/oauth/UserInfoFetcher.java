package io.github.keytray.oauth;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.UserFetcher;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.internal.platform.Secrets;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the user: from the ID token, which was validated when it arrived, and from userinfo (OpenID Connect Core §5.3);
 * both must have the same {@code sub}. Where an ID token names the user, userinfo only adds a better name, because many
 * providers refuse userinfo for an access token of another API. Without OpenID Connect, userinfo alone names the user.
 * One request for each call.
 *
 * @since 0.1
 */
public final class UserInfoFetcher implements UserFetcher {
    private static final String USERINFO = "What the provider says about you";

    private final Provider provider;
    private final @Nullable Client client;

    /** For a client that shares no secret with the provider. */
    public UserInfoFetcher(Provider provider) {
        this.provider = provider;
        this.client = null;
    }

    /**
     * For this client. Its secret, where it is confidential, may be what signs or encrypts userinfo (OpenID Connect
     * Core §10), and its decryption key what opens it.
     *
     * @param provider the provider to ask
     * @param client the client whose registration says whether userinfo is signed
     */
    public UserInfoFetcher(Provider provider, Client client) {
        this.provider = provider;
        this.client = client;
    }

    @Override
    public User fetchUser(Token token) throws GrantException, InterruptedException {
        JWTClaimsSet idToken = idToken(token);
        if (idToken.getSubject() == null) return user(idToken, userinfo(token, idToken), secrets(token));
        try {
            return user(idToken, userinfo(token, idToken), secrets(token));
        } catch (GrantException.Rejected | GrantException.Unreachable noNicerName) {
            return user(idToken, new JsonObject(), secrets(token));
        }
    }

    @Override
    public User confirmUser(Token token) throws GrantException, InterruptedException {
        JWTClaimsSet idToken = idToken(token);
        return user(idToken, userinfo(token, idToken), secrets(token));
    }

    private static JWTClaimsSet idToken(Token token) throws GrantException {
        return token.idToken() == null ? new JWTClaimsSet.Builder().build() : IdTokenValidator.claims(token.idToken());
    }

    private static Secrets secrets(Token token) {
        return Secrets.of(token.accessToken(), token.refreshToken(), token.idToken());
    }

    private User user(JWTClaimsSet idToken, JsonObject said, Secrets secrets) throws GrantException {
        Map<String, Object> idClaims = idToken.getClaims();
        JsonObject info = claims(said);
        String idSub = string(idClaims, "sub");
        String infoSub = identifier(info.get(provider.quirks().subject()));
        if (idSub != null && infoSub != null && !idSub.equals(infoSub)) {
            throw new GrantException.Untrusted(
                    "The provider named two different people for one sign-in. The sign-in was "
                            + "not accepted. Tell its administrators.");
        }
        // Userinfo without a {@code sub} must not be used (OpenID Connect Core §5.3.2).
        if (infoSub == null) info = new JsonObject();
        String sub = infoSub == null ? idSub : infoSub;
        if (sub == null || !isSubject(sub)) {
            throw new GrantException.Untrusted(
                    "The provider did not say who signed in. The sign-in was not accepted. Tell its administrators.");
        }
        for (String claim : provider.quirks().names()) {
            String name = OAuthErrors.printable(ProviderResponse.string(info, claim));
            if (name == null) name = OAuthErrors.printable(string(idClaims, claim));
            if (name != null) return new User(sub, secrets.redact(name));
        }
        return new User(sub, sub);
    }

    /** Apereo CAS puts the claims into a member {@code attributes}; what stands outside of it counts first. */
    private static JsonObject claims(JsonObject said) {
        if (!(said.get("attributes") instanceof JsonObject attributes)) return said;
        JsonObject claims = new JsonObject();
        attributes.entrySet().forEach(claim -> claims.add(claim.getKey(), claim.getValue()));
        said.entrySet().forEach(claim -> claims.add(claim.getKey(), claim.getValue()));
        return claims;
    }

    private JsonObject userinfo(Token token, JWTClaimsSet idToken) throws GrantException, InterruptedException {
        if (idToken.getSubject() != null && !provider.quirks().knowsMoreThanIdToken()) return new JsonObject();
        URI uri = provider.metadata().userinfoEndpoint();
        if (uri == null) return new JsonObject();
        ProviderResponse answer = get(uri, token);
        try {
            answer.checkReached();
        } catch (GrantException.Untrusted ambiguous) {
            throw unreadable(ambiguous.getMessage(), ambiguous);
        }
        if (answer.isSuccess()) return answer.isJwt() ? signed(answer, idToken) : answer.json();
        throw refusal(answer);
    }

    private ProviderResponse get(URI uri, Token token) throws GrantException, InterruptedException {
        ProofKey key = token.needsProof() ? Dpop.keyOf(token) : null;
        if (key == null) return provider.http().get(uri, token.accessToken());
        String authorization = ProofKey.SCHEME + " " + token.accessToken();
        return provider.dpop()
                .send(
                        key,
                        "GET",
                        uri,
                        token.accessToken(),
                        InstantSource.system(),
                        proof -> provider.http().get(uri, authorization, proof));
    }

    /** Only what RFC 6750 §3.1 says of an access token condemns it: a rate limit or a missing page does not. */
    private GrantException refusal(ProviderResponse answer) {
        String error = answer.object()
                .map(json -> ProviderResponse.string(json, "error"))
                .orElse(null);
        if (answer.status() == 403 && answer.isRateLimit()) return answer.outOfOrder();
        if ("insufficient_scope".equals(error) || "invalid_token".equals(error) || answer.status() == 401) {
            return OAuthErrors.of(provider, "insufficient_scope".equals(error) ? error : "invalid_token", null, null);
        }
        return new GrantException.Rejected(
                answer.uri().getHost() + " does not say who signed in (" + answer.status()
                        + "). Tell its administrators.",
                null,
                null,
                null,
                null);
    }

    /** Where the client is registered for it, userinfo is signed, for the audience of the ID token (Core §5.3.2). */
    private JsonObject signed(ProviderResponse answer, JWTClaimsSet idToken)
            throws GrantException, InterruptedException {
        try {
            String inside = opened(answer);
            // Encrypted and not signed, it is worth as much as plain JSON over TLS (Core §5.3.2).
            if (inside.startsWith("{")) return ProviderResponse.object(inside).orElseGet(JsonObject::new);
            SignedJWT jwt = readable(inside);
            new Signatures(provider, client).check(USERINFO, jwt);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean ours = provider.issuer().equals(claims.getIssuer())
                    && !Collections.disjoint(claims.getAudience(), idToken.getAudience());
            if (ours)
                return ProviderResponse.object(jwt.getPayload().toString()).orElseGet(JsonObject::new);
            throw new GrantException.Untrusted(IdTokenValidator.sentence(USERINFO, "is meant for somebody else"));
        } catch (ParseException e) {
            throw unreadable(IdTokenValidator.sentence(USERINFO, "cannot be read"), e);
        }
    }

    /** An unsigned response is not trusted, but it is no sign of an attack either. */
    private static SignedJWT readable(String compact) throws GrantException, ParseException {
        try {
            return IdTokenValidator.parse(USERINFO, compact);
        } catch (GrantException.Untrusted notSigned) {
            throw unreadable(notSigned.getMessage(), notSigned);
        }
    }

    /** Decrypted, where it is encrypted. */
    private String opened(ProviderResponse answer) throws GrantException, ParseException {
        try {
            return new Decryption(client).open(USERINFO, answer.body().strip());
        } catch (GrantException.Untrusted closed) {
            throw unreadable(closed.getMessage(), closed);
        }
    }

    private static GrantException.Rejected unreadable(String message, Exception cause) {
        return new GrantException.Rejected(message, null, null, null, cause);
    }

    /** OpenID Connect Core §2: at most 255 characters; invisible characters are refused as well. */
    private static boolean isSubject(String sub) {
        return !sub.isBlank() && sub.length() <= 255 && sub.chars().noneMatch(Character::isISOControl);
    }

    /** A string, or a number, which some APIs have where OpenID Connect has a string. */
    private static @Nullable String identifier(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive primitive && !primitive.isBoolean() ? primitive.getAsString() : null;
    }

    private static @Nullable String string(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String value ? value : null;
    }
}
