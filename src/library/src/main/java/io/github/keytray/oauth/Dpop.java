package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.internal.dpop.ProofKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one provider's Demonstrating Proof of Possession (RFC 9449): which clients it wants it of, the nonces
 * of its servers, and how far its clock is from ours. Safe for any thread.
 */
final class Dpop {
    /** Providers take a proof for some seconds only; a smaller difference is that of the network. */
    private static final Duration SAME_TIME = Duration.ofSeconds(3);

    private final Map<URI, String> nonces = new ConcurrentHashMap<>();
    private final Set<String> clients = ConcurrentHashMap.newKeySet();
    private volatile Duration ahead = Duration.ZERO;

    /** Whether the provider refused because it wants a proof, or another one (RFC 9449 §5 and §8). */
    static boolean isWanted(@Nullable String error, @Nullable String description) {
        if ("invalid_dpop_proof".equals(error) || "use_dpop_nonce".equals(error)) return true;
        return description != null && description.toLowerCase(Locale.ROOT).contains("dpop");
    }

    static boolean isWanted(ProviderResponse answer) {
        return answer.object()
                .filter(json -> isWanted(
                        ProviderResponse.string(json, "error"), ProviderResponse.string(json, "error_description")))
                .isPresent();
    }

    /**
     * The key for a new sign-in of this client; null where its tokens need not be bound, as far as is known.
     *
     * @throws GrantException.Rejected as {@link #require}
     */
    @Nullable
    ProofKey keyFor(Client client, Provider provider) throws GrantException, InterruptedException {
        if (!client.requiresDpop() && !clients.contains(client.id())) return null;
        require(client, provider.expectedMetadata(), null);
        return ProofKey.generate();
    }

    /**
     * Remembers that the provider wants the tokens of this client to be bound.
     *
     * @throws GrantException.Rejected where it does not take a proof that we can make
     */
    void require(Client client, ProviderMetadata metadata, @Nullable String error) throws GrantException.Rejected {
        Set<String> algorithms = metadata.dpopSigningAlgorithms();
        if (!algorithms.isEmpty() && !algorithms.contains(ProofKey.ALGORITHM)) {
            throw rejected(
                    metadata.tokenEndpoint(),
                    " wants tokens that are bound to a key (DPoP, RFC 9449), of a kind that Keytray does not support."
                            + " Ask its administrators to allow ES256.",
                    error);
        }
        clients.add(client.id());
    }

    /**
     * Sends a request with a proof. Where it was refused for the lack of the server's nonce, or because our clock is wrong
     * (RFC 9449 §8, §9 and §11.1), once more with a better one: the first request was not processed.
     *
     * @param accessToken what it carries, or null
     */
    ProviderResponse send(
            ProofKey key, String method, URI uri, @Nullable String accessToken, InstantSource clock, Sending sending)
            throws GrantException, InterruptedException {
        Shown shown = new Shown(nonces.get(uri), ahead);
        ProviderResponse answer = sending.send(shown.proof(key, method, uri, accessToken, clock));
        // A resource says only that it wants authorization (RFC 9449 §9), and need not say why in words.
        boolean isRefused = isWanted(answer) || (accessToken != null && answer.status() == 401);
        Shown better = learn(answer, shown, clock.instant(), isRefused);
        if (!isRefused || better.equals(shown)) return answer;
        ProviderResponse second = sending.send(better.proof(key, method, uri, accessToken, clock));
        learn(second, better, clock.instant(), false);
        return second;
    }

    /**
     * What a proof after this answer is to show: the same as the last one, where the answer teaches nothing. It is not
     * compared with what is remembered, which another thread may have learned meanwhile.
     */
    private Shown learn(ProviderResponse answer, Shown shown, Instant now, boolean isRefused) {
        String nonce = answer.dpopNonce();
        boolean isNonce = nonce != null && ProofKey.isNonce(nonce);
        if (nonce != null && isNonce) nonces.put(answer.uri(), nonce);
        String next = isNonce ? nonce : shown.nonce;
        Instant theirs = answer.sentAt();
        if (!isRefused || theirs == null) return new Shown(next, shown.ahead);
        Duration difference = Duration.between(now, theirs);
        if (difference.minus(shown.ahead).abs().compareTo(SAME_TIME) <= 0) return new Shown(next, shown.ahead);
        ahead = difference;
        return new Shown(next, difference);
    }

    /** What one proof shows of the server: its nonce, and its time. */
    private record Shown(@Nullable String nonce, Duration ahead) {
        String proof(ProofKey key, String method, URI uri, @Nullable String accessToken, InstantSource clock) {
            return key.proof(method, uri, clock.instant().plus(ahead), accessToken, nonce);
        }
    }

    /** Sends a request with this proof. */
    @FunctionalInterface
    interface Sending {
        ProviderResponse send(String proof) throws GrantException, InterruptedException;
    }

    /** The key that this token is bound to, or null. */
    static @Nullable ProofKey keyOf(Token token) throws GrantException.Untrusted {
        String key = token.dpopKey();
        if (key == null) return null;
        try {
            return ProofKey.of(key);
        } catch (IllegalArgumentException damaged) {
            throw new GrantException.Untrusted(
                    "The key of this sign-in is damaged, so that its tokens are of no use. Sign in again.");
        }
    }

    /** The provider refused a proof, and knowing its nonce and its clock did not help. */
    static GrantException.Rejected refusal(Provider provider, @Nullable String error, @Nullable String description) {
        String shown = OAuthErrors.printable(description);
        return rejected(
                URI.create(provider.issuer()),
                " does not accept the proof that this computer holds the key of the sign-in (DPoP, RFC 9449"
                        + (shown == null ? "" : ": " + shown)
                        + "). Check this computer's clock. If it is right, tell the administrators.",
                error);
    }

    /** The type of a token that was issued (RFC 6749 §5.1) must fit what it is bound to. */
    static void checkType(Provider provider, Client client, @Nullable String type, @Nullable ProofKey key)
            throws GrantException {
        boolean bound = ProofKey.SCHEME.equalsIgnoreCase(type);
        if (bound && key == null) {
            throw rejected(
                    URI.create(provider.issuer()),
                    " issued a token that is bound to a key (DPoP, RFC 9449), though it was shown none. The sign-in"
                            + " was not accepted. Tell its administrators.",
                    null);
        }
        if (!bound && client.requiresDpop()) {
            throw new GrantException.Untrusted(
                    "The provider issued a token that is not bound to the key of this sign-in, though this client"
                            + " requires it (DPoP, RFC 9449). The sign-in was not accepted. Tell its administrators.");
        }
    }

    /** A sign-in that has bound tokens goes on with bound ones, also where the client is not known to require them. */
    static Token renewed(Token stale, Token fresh) throws GrantException.Untrusted {
        if (!stale.needsProof() || fresh.needsProof()) return fresh;
        throw new GrantException.Untrusted(
                "The provider renewed this sign-in with a token that is not bound to its key, as the one before was (DPoP,"
                        + " RFC 9449). It was not accepted. Sign in again, or tell the administrators.");
    }

    /** Some providers call it an invalid request. The code is the one of RFC 9449 §5, unless it is about the grant. */
    private static GrantException.Rejected rejected(URI uri, String sentence, @Nullable String error) {
        String code = "invalid_grant".equals(error) || "use_dpop_nonce".equals(error) ? error : "invalid_dpop_proof";
        return new GrantException.Rejected(uri.getHost() + sentence, code, null, null, null);
    }
}
