package io.github.keytray.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a client without sending a secret, by a JWT that it signs for each request (RFC 7523 §2.2), {@code
 * private_key_jwt} or {@code client_secret_jwt} (OpenID Connect Core §9). A private key is only used to sign, and never
 * copied, written or shown; a key in a PKCS#11 device stays there. Immutable; safe for any thread.
 *
 * <pre>{@code
 * Client client = Client.of("orders").withAssertion(ClientAssertion.pem(Path.of("orders-key.pem")).withKeyId("2026"));
 * }</pre>
 *
 * @since 0.1
 */
public final class ClientAssertion {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final @Nullable AssertionKey key;
    private final @Nullable String keyId;

    private ClientAssertion(@Nullable AssertionKey key, @Nullable String keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /** Signs with the client's secret, which is not sent: {@code client_secret_jwt} (OpenID Connect Core §9). */
    public static ClientAssertion ofSecret() {
        return new ClientAssertion(null, null);
    }

    /**
     * Signs with the private key in a file: {@code private_key_jwt} (OpenID Connect Core §9).
     *
     * @param file one key in PEM, PKCS#8 and not encrypted (RFC 7468 §10): RSA of at least 2048 bits, or EC on P-256, P-384
     *     or P-521
     * @throws IOException when the file cannot be read, or holds no such key, with the reason
     */
    public static ClientAssertion pem(Path file) throws IOException {
        return of(PrivateKeyFile.read(file), null);
    }

    /**
     * Signs with a key of the Java platform, which may be in a device: {@code private_key_jwt} (OpenID Connect Core §9).
     *
     * @param key RSA of at least 2048 bits, or EC on P-256, P-384 or P-521
     * @param certificate the certificate of its public key, whose thumbprint then names the key ({@code x5t#S256}, RFC 7515
     *     §4.1.8), as some providers want it; or null
     * @throws IllegalArgumentException when it is a key of another kind, with the reason
     */
    public static ClientAssertion of(PrivateKey key, @Nullable X509Certificate certificate) {
        return new ClientAssertion(AssertionKey.of(key, certificate), null);
    }

    /**
     * Signs with a key in a store of the Java platform, such as {@code PKCS11}, {@code Windows-MY}, {@code KeychainStore} or
     * {@code PKCS12}, which the host has opened. As {@link #of(PrivateKey, X509Certificate)}.
     *
     * @param store opened already
     * @param alias the name of the key there
     * @param password protects the key, or null where the store asks by itself
     * @throws GeneralSecurityException when the store does not give the key
     * @throws IllegalArgumentException when there is no private key of this name, or one of another kind
     */
    public static ClientAssertion of(KeyStore store, String alias, char @Nullable [] password)
            throws GeneralSecurityException {
        if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
            throw new IllegalArgumentException("The key store has no private key named " + alias + ".");
        }
        return of(key, store.getCertificate(alias) instanceof X509Certificate certificate ? certificate : null);
    }

    /**
     * The same, naming the key as it is registered ({@code kid}, RFC 7515 §4.1.4).
     *
     * @param keyId its name, or null for none
     */
    public ClientAssertion withKeyId(@Nullable String keyId) {
        return new ClientAssertion(key, keyId);
    }

    /** Whether it is made with the client's secret. */
    boolean isOfSecret() {
        return key == null;
    }

    /**
     * A new assertion (RFC 7523 §3).
     *
     * @param audience the only server that is to accept it ({@code aud}, RFC 7523 §3)
     * @param algorithms the algorithms that the provider accepts; empty where it does not say
     */
    String sign(Client client, String audience, Set<String> algorithms, Instant now) {
        AssertionKey signing = key == null ? AssertionKey.ofSecret(client) : key;
        JWSHeader.Builder header = new JWSHeader.Builder(signing.algorithm(algorithms)).keyID(keyId);
        if (signing.thumbprint() != null) header.x509CertSHA256Thumbprint(signing.thumbprint());
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(client.id())
                .subject(client.id())
                .audience(audience)
                .jwtID(Pkce.unguessable())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT assertion = new SignedJWT(header.build(), claims);
        try {
            assertion.sign(signing.signer());
            return assertion.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The client's key does not sign: " + e.getMessage(), e);
        }
    }

    /** The method's name (OpenID Connect Core §9); no key. */
    @Override
    public String toString() {
        return key == null ? "client_secret_jwt" : "private_key_jwt";
    }
}
