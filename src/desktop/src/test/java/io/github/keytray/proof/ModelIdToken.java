package io.github.keytray.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** ID tokens of the model of a provider, good and bad. */
final class ModelIdToken {
    static final JWK KEY = key();
    /** A key that the provider does not publish, under the same name. */
    static final JWK STRANGER = key();

    private static final Map<String, String> SIGNED = new ConcurrentHashMap<>();

    private ModelIdToken() {}

    private static JWK key() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("key")
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String of(User person, Instant now, @Nullable String nonce, @Nullable String hash, JWK key) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ModelProvider.ISSUER)
                .subject(person.id())
                .audience("app")
                .claim("preferred_username", person.username())
                .claim("nonce", nonce)
                .claim("at_hash", hash)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .build();
        // Stories are alike, and a signature takes longer than all the rest of one.
        return SIGNED.computeIfAbsent(claims + " " + key.equals(KEY), claim -> sign(claims, key));
    }

    private static String sign(JWTClaimsSet claims, JWK key) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(), claims);
        try {
            jwt.sign(new RSASSASigner((RSAKey) key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return jwt.serialize();
    }
}
