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
    TokenRevoker NONE = (token, kept) -> {};

    /**
     * Revokes the refresh token, or the access token where there is none. Does nothing when a token of {@code kept}
     * would end with it.
     *
     * @param kept the tokens that must stay valid
     * @throws GrantException when the provider refused or did not answer
     */
    void revoke(Token token, List<Token> kept) throws GrantException, InterruptedException;
}
