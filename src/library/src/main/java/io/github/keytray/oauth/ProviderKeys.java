package io.github.keytray.oauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The provider's signing keys (RFC 7517): fetched when first needed, and again when none of those that are known made a
 * signature, because providers change keys. They are fetched at most a few times a minute, whichever tokens arrive;
 * while none could be fetched, each need sends a request.
 */
final class ProviderKeys {
    private static final int FEWEST_RSA_BITS = 2048;
    private static final int MOST_FETCHES = 5;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    /** What verifies a signature; what else a key says (certificates, operations) may be broken and is not needed. */
    private static final Set<String> NEEDED = Set.of("kty", "use", "kid", "alg", "n", "e", "crv", "x", "y");

    private static final Set<String> ALGORITHMS = Stream.<Set<? extends Algorithm>>of(
                    JWSAlgorithm.Family.SIGNATURE,
                    JWSAlgorithm.Family.HMAC_SHA,
                    JWEAlgorithm.Family.ASYMMETRIC,
                    JWEAlgorithm.Family.SYMMETRIC)
            .flatMap(Set::stream)
            .map(Algorithm::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final Http http;
    private final URI uri;
    private final Deque<Long> fetches = new ArrayDeque<>();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable JWKSet cached;

    ProviderKeys(Http http, URI uri) {
        this.http = http;
        this.uri = uri;
    }

    /** What the keys say to a signature. */
    enum SignatureVerdict {
        /** One of them made it. */
        VALID,
        /** It names one of them, or fits one, that did not make it. */
        FALSE,
        /** It fits none. */
        UNKNOWN
    }

    SignatureVerdict verify(SignedJWT jwt) throws GrantException, InterruptedException {
        JWKSet known = cached;
        SignatureVerdict verdict = known == null ? SignatureVerdict.UNKNOWN : verify(jwt, known);
        if (verdict == SignatureVerdict.VALID) return verdict;
        fetching.lockInterruptibly();
        try {
            JWKSet others = cached;
            // Another thread has fetched them meanwhile.
            if (others != null) verdict = verify(jwt, others);
            if (verdict == SignatureVerdict.VALID || !mayFetch()) return verdict;
            JWKSet fresh = fetch();
            cached = fresh;
            return verify(jwt, fresh);
        } finally {
            fetching.unlock();
        }
    }

    /** Fetches the keys, unless they have been before. */
    void fetchUnlessKnown() throws GrantException, InterruptedException {
        fetching.lockInterruptibly();
        try {
            if (cached == null && mayFetch()) cached = fetch();
        } finally {
            fetching.unlock();
        }
    }

    /** Whether one of the keys that are known made the signature; no request is made. */
    boolean haveMade(SignedJWT jwt) {
        JWKSet known = cached;
        return known != null && verify(jwt, known) == SignatureVerdict.VALID;
    }

    private static SignatureVerdict verify(SignedJWT jwt, JWKSet keys) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(jwt.getHeader());
        List<JWK> fitting = matcher == null
                ? List.of()
                : new JWKSelector(matcher)
                        .select(keys).stream().filter(ProviderKeys::isStrong).toList();
        if (fitting.isEmpty()) return SignatureVerdict.UNKNOWN;
        return fitting.stream().anyMatch(key -> isSignedBy(jwt, key)) ? SignatureVerdict.VALID : SignatureVerdict.FALSE;
    }

    /** RFC 7518 §3.3. */
    private static boolean isStrong(JWK key) {
        return !(key instanceof RSAKey) || key.size() >= FEWEST_RSA_BITS;
    }

    private static boolean isSignedBy(SignedJWT jwt, JWK key) {
        JWSHeader header = jwt.getHeader();
        try {
            if (key instanceof OctetKeyPair pair) {
                return Curve.Ed25519.equals(pair.getCurve()) && jwt.verify(new Ed25519(pair));
            }
            return key instanceof AsymmetricJWK pair
                    && jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, pair.toPublicKey()));
        } catch (JOSEException unfit) {
            return false;
        }
    }

    private boolean mayFetch() {
        synchronized (fetches) {
            long now = System.nanoTime();
            while (!fetches.isEmpty() && now - fetches.getFirst() > WINDOW) fetches.removeFirst();
            if (fetches.size() >= MOST_FETCHES) return false;
            fetches.addLast(now);
            return true;
        }
    }

    private JWKSet fetch() throws GrantException, InterruptedException {
        List<JWK> keys = new ArrayList<>();
        try {
            if (answered().get("keys") instanceof JsonArray array) {
                for (JsonElement key : array) parse(key).ifPresent(keys::add);
            }
        } catch (GrantException outage) {
            // It said nothing of any signature: who asks next may ask again.
            synchronized (fetches) {
                fetches.pollLast();
            }
            throw outage;
        }
        return new JWKSet(keys);
    }

    private JsonObject answered() throws GrantException, InterruptedException {
        ProviderResponse answer = http.get(uri, null);
        if (answer.status() < 400 || answer.status() == 407 || answer.status() == 429 || answer.status() >= 500) {
            return answer.json();
        }
        throw new GrantException.Unreachable(
                uri.getHost() + " does not hand out the keys that its ID tokens are signed with (" + answer.status()
                        + "). Tell its administrators.",
                null);
    }

    /** A key of a kind that we cannot read is not for us. */
    private static Optional<JWK> parse(JsonElement element) {
        if (!(element instanceof JsonObject object)) return Optional.empty();
        JsonObject key = new JsonObject();
        object.entrySet().stream()
                .filter(member -> NEEDED.contains(member.getKey()))
                .filter(member -> !saysNothing(member.getKey(), member.getValue()))
                .forEach(member -> key.add(member.getKey(), member.getValue()));
        try {
            return Optional.of(JWK.parse(key.toString()));
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** An empty member, or an algorithm that has no such name, limits the use of a key to nothing (RFC 7517 §4.2, §4.4). */
    private static boolean saysNothing(String name, JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive) || !primitive.isString()) return false;
        String text = primitive.getAsString();
        return text.isBlank() || (name.equals("alg") && !ALGORITHMS.contains(text));
    }
}
