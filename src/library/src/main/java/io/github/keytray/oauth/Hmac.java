package io.github.keytray.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HS256, HS384 and HS512 (RFC 7518 §3.2) by the Java platform, with the octets of a client secret as the key (OpenID
 * Connect Core §10.1). The JOSE library refuses a secret of less than 32 octets, which many registrations have; the token
 * comes from the provider itself over TLS, so a short one opens no door here.
 */
final class Hmac implements JWSVerifier, JWSSigner {
    private final byte[] secret;
    private final JCAContext context = new JCAContext();

    /** @param secret not empty */
    Hmac(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        if (!new CriticalHeaderParamsDeferral().headerPasses(header)) return false;
        return MessageDigest.isEqual(sign(header.getAlgorithm(), signed), signature.decode());
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] content) throws JOSEException {
        return Base64URL.encode(sign(header.getAlgorithm(), content));
    }

    private byte[] sign(JWSAlgorithm algorithm, byte[] content) throws JOSEException {
        if (!supportedJWSAlgorithms().contains(algorithm)) throw new JOSEException("Not an HMAC: " + algorithm);
        String name = "HmacSHA" + algorithm.getName().substring(2);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Every Java platform has " + name, e);
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return JWSAlgorithm.Family.HMAC_SHA;
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }

    /** No content: it holds a secret. */
    @Override
    public String toString() {
        return "Hmac";
    }
}
