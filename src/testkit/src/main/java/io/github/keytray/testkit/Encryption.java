package io.github.keytray.testkit;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Encrypts for one client (RFC 7516), which takes only its public key. */
public final class Encryption {
    private Encryption() {}

    /** To the client's public key, RSA or EC. */
    public static UnaryOperator<String> to(PublicKey key, String algorithm, String method) {
        return text -> {
            JWEObject jwe = jwe(algorithm, method, text);
            try {
                jwe.encrypt(
                        key instanceof RSAPublicKey rsa ? new RSAEncrypter(rsa) : new ECDHEncrypter((ECPublicKey) key));
                return jwe.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException("Not encrypted", e);
            }
        };
    }

    /** With the client's secret (OpenID Connect Core §10.2). */
    public static UnaryOperator<String> with(String secret, String algorithm, String method) {
        return text -> {
            JWEObject jwe = jwe(algorithm, method, text);
            boolean direct = algorithm.equals("dir");
            int bits = direct
                    ? EncryptionMethod.parse(method).cekBitLength()
                    : Integer.parseInt(algorithm.substring(1, 4));
            try {
                byte[] digest = MessageDigest.getInstance(bits > 256 ? "SHA-512" : "SHA-256")
                        .digest(secret.getBytes(StandardCharsets.UTF_8));
                byte[] key = Arrays.copyOf(digest, bits / 8);
                jwe.encrypt(direct ? new DirectEncrypter(key) : new AESEncrypter(key));
                return jwe.serialize();
            } catch (JOSEException | GeneralSecurityException e) {
                throw new IllegalStateException("Not encrypted", e);
            }
        };
    }

    private static JWEObject jwe(String algorithm, String method, String text) {
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(method));
        if (!text.startsWith("{")) header.contentType("JWT");
        return new JWEObject(header.build(), new Payload(text));
    }
}
