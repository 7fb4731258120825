package io.github.keytray.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import io.github.keytray.internal.platform.Sha256;
import java.security.Key;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What signs a client's assertions, and by which algorithms (RFC 7518 §3.1).
 *
 * @param algorithms the best first
 * @param thumbprint of the certificate, or null
 */
record AssertionKey(
        JWSSigner signer,
        List<JWSAlgorithm> algorithms,
        @Nullable Base64URL thumbprint) {
    private static final int FEWEST_RSA_BITS = 2048;

    static AssertionKey of(PrivateKey key, @Nullable X509Certificate certificate) {
        try {
            Base64URL thumbprint = certificate == null ? null : thumbprint(certificate);
            if ("RSA".equals(key.getAlgorithm())) return rsa(key, thumbprint);
            if ("EC".equals(key.getAlgorithm())) return ec(key, certificate, thumbprint);
        } catch (JOSEException | CertificateEncodingException e) {
            throw new IllegalArgumentException("The private key cannot sign: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("A private key of the kind " + key.getAlgorithm()
                + " is not supported to sign with (private_key_jwt). Use RSA, or EC on P-256, P-384 or P-521.");
    }

    private static AssertionKey rsa(PrivateKey key, @Nullable Base64URL thumbprint) {
        // A device need not say how long its key is.
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < FEWEST_RSA_BITS) {
            throw new IllegalArgumentException(
                    "The private key is too short: RSA needs at least 2048 bits (RFC 7518 §3.3).");
        }
        return new AssertionKey(
                new RSASSASigner(key), List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.RS512), thumbprint);
    }

    private static AssertionKey ec(
            PrivateKey key, @Nullable X509Certificate certificate, @Nullable Base64URL thumbprint)
            throws JOSEException {
        Key known = key instanceof ECKey || certificate == null ? key : certificate.getPublicKey();
        Curve curve = known instanceof ECKey ec ? Curve.forECParameterSpec(ec.getParams()) : null;
        if (curve == null) {
            throw new IllegalArgumentException("The private key is on a curve that is not supported (private_key_jwt), "
                    + "or does not say on which. Use P-256, P-384 or P-521.");
        }
        JWSSigner signer = new ECDSASigner(key, curve);
        return new AssertionKey(signer, List.copyOf(signer.supportedJWSAlgorithms()), thumbprint);
    }

    /** The client's secret (OpenID Connect Core §9, {@code client_secret_jwt}). */
    static AssertionKey ofSecret(Client client) {
        String secret = client.secret();
        if (secret == null) throw new IllegalStateException("A client without a secret");
        return new AssertionKey(
                new Hmac(secret), List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512), null);
    }

    /** The best that the provider takes; our best where it does not say, or takes none. */
    JWSAlgorithm algorithm(Set<String> taken) {
        return algorithms.stream()
                .filter(algorithm -> taken.contains(algorithm.getName()))
                .findFirst()
                .orElse(algorithms.get(0));
    }

    private static Base64URL thumbprint(X509Certificate certificate) throws CertificateEncodingException {
        return Base64URL.encode(Sha256.of(certificate.getEncoded()));
    }

    /** No key. */
    @Override
    public String toString() {
        return "AssertionKey" + algorithms;
    }
}
