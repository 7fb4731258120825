package io.github.keytray;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tries the refresh token of the {@linkplain TokenRequest#previous() previous} token before it asks its delegate.
 *
 * <p>A silent request ends here: without a refresh token in {@link GrantException.InteractionRequired}, with one in the
 * new token or in the provider's error. An interactive request goes on to the delegate when there is no refresh token
 * or the provider refused it. It does not when the provider could not be reached, because then the refresh token may
 * still be valid. A refused refresh token is not sent again for a day, unless it was only the request that was refused:
 * its scopes, its resource, or its proof (RFC 9449).
 *
 * @since 0.1
 */
public final class RefreshGrant implements Grant {
    /** How long a refused refresh token is not sent again: providers have refused good ones by mistake. */
    private static final long REST = Duration.ofDays(1).toNanos();
    /** What these errors refuse is the scopes, the resource or the proof of one request, and not the refresh token. */
    private static final Set<String> ABOUT_THE_REQUEST =
            Set.of("invalid_scope", "invalid_target", "invalid_dpop_proof", "use_dpop_nonce");

    private static final Set<String> ABOUT_THE_PROOF = Set.of("invalid_dpop_proof", "use_dpop_nonce");

    private static final int MOST_REFUSED = 100;

    private final TokenRefresher refresher;
    private final Grant delegate;
    private final LongSupplier nanoTime;
    /** The oldest refusal first. */
    private final Map<String, Refusal> refused = new LinkedHashMap<>();

    /**
     * @param refresher refreshes the token
     * @param delegate asks the user
     */
    public RefreshGrant(TokenRefresher refresher, Grant delegate) {
        this(refresher, delegate, SystemNanoTime.INSTANCE);
    }

    RefreshGrant(TokenRefresher refresher, Grant delegate, LongSupplier nanoTime) {
        this.refresher = refresher;
        this.delegate = delegate;
        this.nanoTime = nanoTime;
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        Optional<Token> previous = request.previous().filter(token -> token.refreshToken() != null);
        Optional<Refusal> refusal = previous.flatMap(this::refusal);
        if (previous.isPresent() && refusal.isEmpty() && mayRefresh(previous.get(), request)) {
            try {
                return refresh(previous.get(), request);
            } catch (GrantException.Rejected rejected) {
                if (!request.isInteractive()) throw rejected;
            }
        }
        if (!request.isInteractive()) {
            throw new GrantException.InteractionRequired(
                    refusal.map(Refusal::message).orElse("Please sign in."));
        }
        return delegate.fetchToken(request);
    }

    private static boolean mayRefresh(Token previous, TokenRequest request) {
        return !request.isSignIn() && previous.covers(request.scopes());
    }

    private Token refresh(Token previous, TokenRequest request) throws GrantException, InterruptedException {
        try {
            // Asks for all scopes that were granted, not only for those of this request: other requests use the token,
            // too.
            return refresher
                    .refresh(previous, Set.of(), request.refreshTokenStore())
                    .succeeding(previous);
        } catch (GrantException.Rejected refusal) {
            if (!isAboutTheRequest(refusal)) refuse(previous, refusal);
            throw refusal;
        }
    }

    static boolean isAboutTheRequest(GrantException.Rejected refusal) {
        return refusal.error().filter(ABOUT_THE_REQUEST::contains).isPresent();
    }

    /** The proof was refused (RFC 9449 §5), for the clock or the nonce, before the refresh token was looked at. */
    static boolean isAboutTheProof(GrantException.Rejected refusal) {
        return refusal.error().filter(ABOUT_THE_PROOF::contains).isPresent();
    }

    /** What is refused is the application: a new sign-in of the person would not help, and the refresh token may be good. */
    static boolean isAboutTheClient(GrantException.Rejected refusal) {
        return refusal.error().filter("invalid_client"::equals).isPresent();
    }

    private synchronized void refuse(Token token, GrantException.Rejected refusal) {
        String refreshToken = String.valueOf(token.refreshToken());
        String message = isAboutTheClient(refusal)
                ? String.valueOf(refusal.getMessage())
                : "The provider no longer renews this sign-in. Please sign in again.";
        refused.remove(refreshToken);
        refused.put(refreshToken, new Refusal(nanoTime.getAsLong(), message));
        if (refused.size() > MOST_REFUSED)
            refused.remove(refused.keySet().iterator().next());
    }

    private synchronized Optional<Refusal> refusal(Token token) {
        return Optional.ofNullable(refused.get(String.valueOf(token.refreshToken())))
                .filter(refusal -> nanoTime.getAsLong() - refusal.at < REST);
    }

    /**
     * A refusal.
     *
     * @param message what to do about it
     */
    private record Refusal(long at, String message) {}
}
