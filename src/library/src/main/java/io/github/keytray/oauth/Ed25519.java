package io.github.keytray.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 signatures (RFC 8037) by the Java platform: the JOSE library would want another library for them. */
final class Ed25519 implements JWSVerifier {
    /** What precedes the key in its X.509 form (RFC 8410 §4). */
    private static final String PREFIX = "302a300506032b6570032100";

    private final OctetKeyPair key;
    private final JCAContext context = new JCAContext();

    Ed25519(OctetKeyPair key) {
        this.key = key;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        if (!new CriticalHeaderParamsDeferral().headerPasses(header)) return false;
        String encoded = PREFIX + HexFormat.of().formatHex(key.getDecodedX());
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded))));
            verifier.update(signed);
            return verifier.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Not an Ed25519 key or signature", e);
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return JWSAlgorithm.Family.ED;
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
