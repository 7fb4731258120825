package io.github.keytray;

import java.util.Set;

/** Trades a refresh token for a fresh token (RFC 6749 §6). */
@FunctionalInterface
public interface TokenRefresher {
    /**
     * Refreshes once, without retry: a refresh token may be good for a single use.
     *
     * @param stale a token that holds a refresh token
     * @param scopes the scopes to ask for, or none for those of {@code stale}
     * @return the fresh token; its refresh token and ID token are null where the provider sent none
     * @throws GrantException.Rejected when the provider refuses; {@code invalid_grant} condemns the refresh token
     * @throws GrantException.Unreachable when no answer came: the refresh token may have been used or not
     */
    Token refresh(Token stale, Set<String> scopes) throws GrantException, InterruptedException;
}
