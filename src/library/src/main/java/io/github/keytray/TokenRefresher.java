package io.github.keytray;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes a token by its refresh token (RFC 6749 §6).
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TokenRefresher {
    /**
     * Refreshes once (RFC 6749 §6), without retry: a refresh token may be valid for a single use.
     *
     * @param stale a token that holds a refresh token
     * @param scopes the scopes to ask for, or none for those of {@code stale}
     * @return the new token, verified; its refresh token and ID token are null where the provider sent none
     * @throws GrantException.Rejected when the provider refuses to refresh this sign-in, with any error code
     * @throws GrantException.Unreachable when no response came: the refresh token may have been used or not
     */
    Token refresh(Token stale, Set<String> scopes) throws GrantException, InterruptedException;

    /**
     * As {@link #refresh(Token, Set)}, and passes on the new refresh token early where the rest of the response needs
     * the network to be verified, or is invalid: the refresh token that was sent may be worthless by then.
     *
     * @param store stores the new refresh token; not called where the response is verified at once
     */
    default Token refresh(Token stale, Set<String> scopes, RefreshTokenStore store)
            throws GrantException, InterruptedException {
        return refresh(stale, scopes);
    }

    /** Stores a new refresh token before the rest of its response is verified. */
    @FunctionalInterface
    interface RefreshTokenStore {
        /** Stores it in place of the one that was sent. Returns when it is stored, or when it cannot be stored. */
        void store(String refreshToken) throws InterruptedException;

        /**
         * As {@link #store(String)}, together with the key that it may be bound to.
         *
         * @param dpopKey as {@link Token#dpopKey}; null where it is bound to none
         */
        default void store(String refreshToken, @Nullable String dpopKey) throws InterruptedException {
            store(refreshToken);
        }
    }
}
