package io.github.keytray;

import java.util.List;

/**
 * Revokes a token at the provider (RFC 7009), when it is no longer stored.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TokenRevoker {
    /** Revokes nothing: the tokens end by themselves. */
    TokenRevoker NONE = (token, remaining) -> {};

    /**
     * Revokes the refresh token, or the access token where there is none. Does nothing when a token of {@code remaining}
     * would end with it.
     *
     * @param remaining the tokens that must stay valid
     * @throws GrantException when the provider refused or did not answer
     */
    void revoke(Token token, List<Token> remaining) throws GrantException, InterruptedException;
}
