package io.github.keytray.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Clients that sign who they are (RFC 7523 §3): each assertion for one endpoint and one use. */
final class ClientAssertions {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final ProviderSettings settings;
    private final Set<String> used = new HashSet<>();

    ClientAssertions(ProviderSettings settings) {
        this.settings = settings;
    }

    /** Who made the request's assertion; empty where it proves nothing. */
    Optional<RegisteredClient> client(Request request) {
        try {
            SignedJWT jwt =
                    SignedJWT.parse(request.parameter("client_assertion").orElse(""));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            RegisteredClient client = settings.client(claims.getSubject()).orElse(null);
            if (client == null) return Optional.empty();
            boolean ours = request.parameter("client_assertion_type")
                            .filter(TYPE::equals)
                            .isPresent()
                    && client.id().equals(claims.getIssuer())
                    && claims.getAudience().equals(List.of(audience(request)))
                    && claims.getExpirationTime().toInstant().isAfter(settings.now())
                    && isSignedBy(client, jwt)
                    && used.add(claims.getJWTID());
            return ours ? Optional.of(client) : Optional.empty();
        } catch (ParseException | JOSEException unreadable) {
            return Optional.empty();
        }
    }

    /** As strict as providers are: the token endpoint there, the issuer elsewhere (RFC 9126 §2). */
    private String audience(Request request) {
        return request.endpoint() == Endpoint.TOKEN ? settings.uri(Endpoint.TOKEN) : settings.issuer();
    }

    private static boolean isSignedBy(RegisteredClient client, SignedJWT jwt) throws JOSEException {
        boolean symmetric =
                JWSAlgorithm.Family.HMAC_SHA.contains(jwt.getHeader().getAlgorithm());
        if (symmetric) {
            String secret = client.secret();
            return client.key() == null
                    && secret != null
                    && jwt.verify(new MACVerifier(secret.getBytes(StandardCharsets.UTF_8)));
        }
        return client.key() != null
                && jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), client.key()));
    }
}
