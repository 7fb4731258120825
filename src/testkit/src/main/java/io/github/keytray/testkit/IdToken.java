package io.github.keytray.testkit;

import com.google.gson.Gson;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** An ID token, or something else, that is not signed yet (OpenID Connect Core §2), so that it can be spoilt. */
public final class IdToken {
    private static final Gson GSON = new Gson();

    private final Map<String, Object> claims;
    private UnaryOperator<JWSHeader.Builder> header = UnaryOperator.identity();
    private BiFunction<SigningKeys, String, String> signature = this::signAsItShould;
    private UnaryOperator<String> payload = UnaryOperator.identity();
    private UnaryOperator<String> compact = UnaryOperator.identity();

    IdToken(Map<String, Object> claims) {
        this.claims = new LinkedHashMap<>(claims);
    }

    /** The claims, to be changed. */
    public Map<String, Object> claims() {
        return claims;
    }

    /** Changes the header, with any signing key. */
    public void header(UnaryOperator<JWSHeader.Builder> change) {
        header = change;
    }

    /** Names this key in the header, or none. */
    public void keyId(String keyId) {
        header(builder -> builder.keyID(keyId));
    }

    /** Says {@code alg: none} and does not sign. */
    public void unsigned() {
        signature = (keys, text) -> new PlainObject(new Payload(text)).serialize();
    }

    /** Signs with a key that the provider does not publish, under the name of the one it does. */
    public void forged() {
        signature = (keys, text) -> keys.stranger().sign(named(keys), text);
    }

    /** Signs with a key that the provider does not publish, and encloses it. */
    public void forgedWithItsKey() {
        signature = (keys, text) -> {
            SigningKeys stranger = keys.stranger();
            return stranger.sign(builder -> named(keys).apply(builder).jwk(stranger.publicKey()), text);
        };
    }

    /** Says {@code alg: HS256}, with the public key as the secret. */
    public void signedWithThePublicKey() {
        signature = SigningKeys::signWithPublicKey;
    }

    /** Signs with HS256, HS384 or HS512 and this secret (OpenID Connect Core §10.1). */
    public void signedWithSecret(String algorithm, String secret) {
        claims.remove("at_hash");
        signature = (keys, text) -> SigningKeys.signWithSecret(algorithm, secret, text);
    }

    /** Changes the claims' text before it is signed. */
    public void payload(UnaryOperator<String> change) {
        payload = change;
    }

    /** Changes the token after it was signed. */
    public void compact(UnaryOperator<String> change) {
        compact = change;
    }

    String sign(SigningKeys keys) {
        return compact.apply(signature.apply(keys, payload.apply(GSON.toJson(claims))));
    }

    private String signAsItShould(SigningKeys keys, String text) {
        return keys.sign(named(keys), text);
    }

    private UnaryOperator<JWSHeader.Builder> named(SigningKeys keys) {
        return builder -> header.apply(builder.keyID(keys.id()));
    }
}
