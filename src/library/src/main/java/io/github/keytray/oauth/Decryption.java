package io.github.keytray.oauth;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.factories.DefaultJWEDecrypterFactory;
import io.github.keytray.GrantException.Untrusted;
import java.security.Key;
import java.security.PrivateKey;
import java.text.ParseException;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a provider encrypted for this client (RFC 7516): to its public key, or with its secret (OpenID Connect Core
 * §10.2). What is inside is checked afterwards as though it had come so; encryption proves nothing about who made it.
 */
final class Decryption {
    private static final int PARTS = 5;

    private final @Nullable PrivateKey key;
    private final @Nullable String secret;

    /** @param client null for one that nothing can be encrypted for */
    Decryption(@Nullable Client client) {
        this.key = client == null ? null : client.decryptionKey();
        this.secret = client == null ? null : client.secret();
    }

    static boolean isEncrypted(String token) {
        return token.split("\\.", -1).length == PARTS;
    }

    /**
     * What is inside, where it is encrypted; else what it is.
     *
     * @param what begins the sentence
     */
    String open(String what, String token) throws Untrusted {
        if (!isEncrypted(token)) return token;
        JWEObject jwe = parse(what, token);
        try {
            jwe.decrypt(decrypter(what, jwe.getHeader()));
            return jwe.getPayload().toString();
        } catch (JOSEException e) {
            throw new Untrusted(
                    IdTokenValidator.sentence(what, "is encrypted, and not with a key of this application"), e);
        }
    }

    private static JWEObject parse(String what, String token) throws Untrusted {
        try {
            return JWEObject.parse(token);
        } catch (ParseException | RuntimeException malformed) {
            // The library has no checked exception for some headers, such as one without "enc".
            throw new Untrusted(IdTokenValidator.sentence(what, "cannot be read"), malformed);
        }
    }

    private JWEDecrypter decrypter(String what, JWEHeader header) throws Untrusted, JOSEException {
        JWEAlgorithm algorithm = header.getAlgorithm();
        return new DefaultJWEDecrypterFactory().createJWEDecrypter(header, key(what, header, algorithm));
    }

    private Key key(String what, JWEHeader header, JWEAlgorithm algorithm) throws Untrusted {
        // RSA1_5 can be decrypted without the key by an attacker who may send many requests (RFC 8725 §3.2).
        boolean toKey = JWEAlgorithm.Family.ECDH_ES.contains(algorithm)
                || (JWEAlgorithm.Family.RSA.contains(algorithm)
                        && algorithm.getName().startsWith("RSA-OAEP"));
        if (toKey && key != null) return key;
        boolean bySecret = JWEAlgorithm.DIR.equals(algorithm) || JWEAlgorithm.Family.AES_KW.contains(algorithm);
        if (bySecret && secret != null) return secretKey(secret, bits(algorithm, header.getEncryptionMethod()));
        String name = OAuthErrors.printable(algorithm.getName());
        throw new Untrusted(what + " is encrypted in a way that "
                + (toKey || bySecret ? "this application has no key for (" : "is not supported (") + name
                + "). The sign-in was not accepted. Ask the provider's administrators to change that at this client.");
    }

    private static int bits(JWEAlgorithm algorithm, EncryptionMethod method) {
        if (JWEAlgorithm.DIR.equals(algorithm)) return method.cekBitLength();
        return Integer.parseInt(algorithm.getName().substring(1, 4));
    }

    /** The left of the digest of the secret (OpenID Connect Core §10.2). */
    private static Key secretKey(String secret, int bits) {
        byte[] digest = Pkce.digest(bits <= 256 ? "SHA-256" : bits <= 384 ? "SHA-384" : "SHA-512", secret);
        return new SecretKeySpec(Arrays.copyOf(digest, bits / 8), "AES");
    }

    /** No key. */
    @Override
    public String toString() {
        return "Decryption";
    }
}
