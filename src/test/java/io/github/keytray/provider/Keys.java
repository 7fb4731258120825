package io.github.keytray.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The key that signs ID tokens. */
final class Keys {
    private final JWK key;

    private Keys(JWK key) {
        this.key = key;
    }

    static Keys generate(JWSAlgorithm algorithm) {
        String id = UUID.randomUUID().toString();
        try {
            return new Keys(
                    JWSAlgorithm.ES256.equals(algorithm)
                            ? new ECKeyGenerator(Curve.P_256)
                                    .keyID(id)
                                    .keyUse(KeyUse.SIGNATURE)
                                    .algorithm(algorithm)
                                    .generate()
                            : new RSAKeyGenerator(2048)
                                    .keyID(id)
                                    .keyUse(KeyUse.SIGNATURE)
                                    .algorithm(algorithm)
                                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key could be made", e);
        }
    }

    static Keys parse(String json) {
        try {
            return new Keys(JWK.parse(json));
        } catch (ParseException e) {
            throw new IllegalStateException("The kept signing key cannot be read", e);
        }
    }

    /** The private key, to be kept. */
    String toJson() {
        return key.toJSONString();
    }

    String id() {
        return key.getKeyID();
    }

    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(key.getAlgorithm().getName());
    }

    /** Another key of the same kind, that nobody publishes. */
    Keys stranger() {
        return generate(algorithm());
    }

    Map<String, Object> publicSet() {
        return Map.of("keys", List.of(key.toPublicJWK().toJSONObject()));
    }

    String sign(String keyId, String payload) {
        JWSHeader header = new JWSHeader.Builder(algorithm()).keyID(keyId).build();
        JWSObject object = new JWSObject(header, new Payload(payload));
        try {
            object.sign(signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The ID token could not be signed", e);
        }
        return object.serialize();
    }

    private JWSSigner signer() throws JOSEException {
        return algorithm().equals(JWSAlgorithm.ES256)
                ? new ECDSASigner(key.toECKey())
                : new RSASSASigner(key.toRSAKey());
    }
}
