package io.github.keytray;

import org.jspecify.annotations.Nullable;

/**
 * Tries the refresh token of the {@linkplain TokenRequest#previous() previous} token before it asks its delegate.
 *
 * <p>A silent request ends here: without a refresh token in {@link GrantException.InteractionRequired}, with one in
 * the fresh token or in the provider's own refusal. An interactive one goes on to the delegate when there is no
 * refresh token, or when the provider refused it; never when the provider could not be reached, because then the
 * refresh token may still be good. A refresh token that was refused with {@code invalid_grant} is not sent again.
 */
public final class RefreshGrant implements Grant {
    private final TokenRefresher refresher;
    private final Grant delegate;
    private volatile @Nullable String refused;

    /**
     * @param refresher trades the refresh token
     * @param delegate asks the person
     */
    public RefreshGrant(TokenRefresher refresher, Grant delegate) {
        this.refresher = refresher;
        this.delegate = delegate;
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        Token previous = request.previous().orElse(null);
        if (previous != null && canRefresh(previous, request)) {
            try {
                return refresher.refresh(previous, request.scopes()).succeeding(previous);
            } catch (GrantException.Rejected refusal) {
                if (refusal.isInvalidGrant()) refused = previous.refreshToken();
                if (!request.isInteractive()) throw refusal;
            }
        }
        if (!request.isInteractive()) throw new GrantException.InteractionRequired("Please sign in.");
        return delegate.fetchToken(request);
    }

    private boolean canRefresh(Token previous, TokenRequest request) {
        String refreshToken = previous.refreshToken();
        return refreshToken != null
                && !refreshToken.equals(refused)
                && !request.isSignIn()
                && previous.covers(request.scopes());
    }
}
