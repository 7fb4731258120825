package io.github.keytray.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Untrusted;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who made a signature: the provider, by one of the keys that it publishes (RFC 7517), or by the secret that it shares
 * with a confidential client alone (OpenID Connect Core §10.1).
 */
final class Signatures {
    /** Java has no such curves (any more). */
    private static final Set<String> UNVERIFIABLE = Set.of("ES256K", "Ed448");

    private final Provider provider;
    private final @Nullable Client client;

    /** @param client null where nothing but a published key can prove anything */
    Signatures(Provider provider, @Nullable Client client) {
        this.provider = provider;
        this.client = client;
    }

    /** What the provider shares with the client alone; null where there is nothing. */
    private @Nullable String secret() {
        // A secret that comes with every copy of an application is not secret (RFC 8252 §8.5).
        String shared = client == null || provider.quirks().wantsSecret() ? null : client.secret();
        return shared == null || shared.isEmpty() ? null : shared;
    }

    /**
     * Refuses a signature that another party than the provider may have made.
     *
     * @param what begins the sentence
     */
    void check(String what, SignedJWT jwt) throws GrantException, InterruptedException {
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        String secret = secret();
        if (secret != null && JWSAlgorithm.Family.HMAC_SHA.contains(algorithm)) {
            require(isSignedBy(secret, jwt), what, "has a false signature");
            return;
        }
        String name = OAuthErrors.printable(algorithm.getName());
        if (JWSAlgorithm.Family.HMAC_SHA.contains(algorithm)) {
            throw new Untrusted(IdTokenValidator.lasting(
                    what,
                    "is signed with a shared secret (" + name
                            + "), which proves nothing to an application without one. "
                            + "At the provider, RS256 or ES256 must be set for this client"));
        }
        if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm) || UNVERIFIABLE.contains(algorithm.getName())) {
            throw new Untrusted(
                    IdTokenValidator.lasting(what, "is signed in a way that cannot be checked here (" + name + ")"));
        }
        ProviderKeys.SignatureVerdict verdict = provider.keys().verify(jwt);
        require(
                verdict != ProviderKeys.SignatureVerdict.UNKNOWN,
                what,
                "is signed with a key that the provider does not list");
        require(verdict == ProviderKeys.SignatureVerdict.VALID, what, "has a false signature");
    }

    /** The key is the secret and nothing else: no key that is published, and none that the token names. */
    private static boolean isSignedBy(String secret, SignedJWT jwt) {
        try {
            return jwt.verify(new Hmac(secret));
        } catch (JOSEException unfit) {
            return false;
        }
    }

    private static void require(boolean condition, String what, String problem) throws Untrusted {
        if (!condition) throw new Untrusted(IdTokenValidator.sentence(what, problem));
    }
}
