package io.github.keytray.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that signs ID tokens. */
final class SigningKeys {
    private static final int ED25519_BYTES = 32;

    private final JWK key;

    private SigningKeys(JWK key) {
        this.key = key;
    }

    static SigningKeys generate(JWSAlgorithm algorithm) {
        String id = UUID.randomUUID().toString();
        if (algorithm.equals(JWSAlgorithm.EdDSA)) return new SigningKeys(ed25519(id));
        try {
            JWKGenerator<? extends JWK> generator = JWSAlgorithm.Family.EC.contains(algorithm)
                    ? new ECKeyGenerator(
                            Curve.forJWSAlgorithm(algorithm).iterator().next())
                    : new RSAKeyGenerator(2048);
            return new SigningKeys(generator
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key could be made", e);
        }
    }

    /** The JOSE library would want another library for this kind. */
    private static JWK ed25519(String id) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new OctetKeyPair.Builder(Curve.Ed25519, last(pair.getPublic().getEncoded()))
                    .d(last(pair.getPrivate().getEncoded()))
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No signing key could be made", e);
        }
    }

    private static Base64URL last(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }

    static SigningKeys parse(String json) {
        try {
            return new SigningKeys(JWK.parse(json));
        } catch (ParseException e) {
            throw new IllegalStateException("The kept signing key cannot be read", e);
        }
    }

    /** The private key, to be stored. */
    String toJson() {
        return key.toJSONString();
    }

    String id() {
        return key.getKeyID();
    }

    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(key.getAlgorithm().getName());
    }

    /** Another key of the same kind, which is not published. */
    SigningKeys stranger() {
        return generate(algorithm());
    }

    JWK publicKey() {
        return key.toPublicJWK();
    }

    Map<String, Object> publicSet() {
        return Map.of("keys", List.of(publicKey().toJSONObject()));
    }

    String sign(UnaryOperator<JWSHeader.Builder> header, String payload) {
        JWSObject object =
                new JWSObject(header.apply(new JWSHeader.Builder(algorithm())).build(), new Payload(payload));
        try {
            if (key instanceof OctetKeyPair pair) return signEd25519(object, pair);
            object.sign(signer(object.getHeader().getAlgorithm()));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("The ID token could not be signed", e);
        }
        return object.serialize();
    }

    /** Signs with the public key as the secret, as an attacker can who knows it. */
    String signWithPublicKey(String payload) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(id()).build();
        JWSObject object = new JWSObject(header, new Payload(payload));
        try {
            object.sign(new MACSigner(publicKey().toJSONString().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new IllegalStateException("The ID token could not be signed", e);
        }
        return object.serialize();
    }

    /** As a confidential client can check (OpenID Connect Core §10.1), whose secret may be short. */
    static String signWithSecret(String algorithm, String secret, String payload) {
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm));
        String text = header.toBase64URL() + "." + Base64URL.encode(payload);
        try {
            String name = "HmacSHA" + algorithm.substring(2);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            return text + "." + Base64URL.encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The ID token could not be signed", e);
        }
    }

    private JWSSigner signer(JWSAlgorithm algorithm) throws JOSEException {
        return new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
    }

    private static String signEd25519(JWSObject object, OctetKeyPair pair) throws GeneralSecurityException {
        byte[] prefix = {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + ED25519_BYTES);
        System.arraycopy(pair.getDecodedD(), 0, encoded, prefix.length, ED25519_BYTES);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        signature.update(object.getSigningInput());
        String text = new String(object.getSigningInput(), StandardCharsets.US_ASCII);
        return text + "." + Base64URL.encode(signature.sign());
    }
}
