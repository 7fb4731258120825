package io.github.keytray.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proofs that a client holds a key (RFC 9449 §4.3): each for one request, one use and some seconds. */
final class DpopProofs {
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final ProviderSettings settings;
    private final Set<String> used = new HashSet<>();
    private final Set<String> nonces = new HashSet<>();

    DpopProofs(ProviderSettings settings) {
        this.settings = settings;
    }

    /** Why a request is refused: {@code use_dpop_nonce} or {@code invalid_dpop_proof}, with the nonce that is wanted. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        final String error;
        final @Nullable String nonce;

        private Refusal(String error, String description, @Nullable String nonce) {
            super(description);
            this.error = error;
            this.nonce = nonce;
        }

        String description() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The thumbprint of the key that the request proves; null where it has no proof.
     *
     * @param accessToken what it carries, or null
     */
    @Nullable
    String thumbprint(Request request, @Nullable String accessToken) throws Refusal {
        String proof = request.header("DPoP").orElse(null);
        if (proof == null) return null;
        try {
            SignedJWT jwt = SignedJWT.parse(proof);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            ECKey key = key(jwt.getHeader());
            require(jwt.verify(new ECDSAVerifier(key)), "it is not signed by its key");
            require(request.method().equals(claims.getStringClaim("htm")), "it is for another method");
            require(target(request).equals(claims.getStringClaim("htu")), "it is for another address");
            require(isOfNow(claims), "it is not of now");
            require(Objects.equals(hash(accessToken), claims.getStringClaim("ath")), "it is for another token");
            if (settings.requireNonces() && !nonces.remove(claims.getStringClaim("nonce"))) {
                throw new Refusal("use_dpop_nonce", "A nonce is wanted in the proof", nonce());
            }
            require(used.add(claims.getJWTID()), "it was used before");
            return key.computeThumbprint().toString();
        } catch (ParseException | JOSEException | RuntimeException unreadable) {
            throw new Refusal("invalid_dpop_proof", "The DPoP proof cannot be read", null);
        }
    }

    private static void require(boolean fits, String reason) throws Refusal {
        if (!fits) throw new Refusal("invalid_dpop_proof", "The DPoP proof is not valid: " + reason, null);
    }

    private static ECKey key(JWSHeader header) throws Refusal {
        require("dpop+jwt".equals(header.getType().getType()), "it is of another type");
        require(JWSAlgorithm.ES256.equals(header.getAlgorithm()), "it is not ES256");
        require(header.getJWK() instanceof ECKey key && !key.isPrivate(), "it has no public key");
        return (ECKey) header.getJWK();
    }

    private boolean isOfNow(JWTClaimsSet claims) {
        Duration age = Duration.between(claims.getIssueTime().toInstant(), settings.now());
        return age.abs().compareTo(TOLERANCE) <= 0;
    }

    private String target(Request request) {
        return URI.create(settings.base()).resolve(request.uri().getRawPath()).toString();
    }

    /** The same answer, with the nonce for the next proof where one is wanted (RFC 9449 §8.2). */
    OutgoingResponse withNonce(OutgoingResponse answer) {
        return settings.requireNonces() ? answer.header("DPoP-Nonce", nonce()) : answer;
    }

    private String nonce() {
        String nonce = ProviderSettings.secret("");
        nonces.add(nonce);
        return nonce;
    }

    /** RFC 9449 §4.2, {@code ath}. */
    private static @Nullable String hash(@Nullable String accessToken) {
        if (accessToken == null) return null;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
