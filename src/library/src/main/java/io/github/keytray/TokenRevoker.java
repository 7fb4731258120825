package io.github.keytray;

import java.util.List;

/** Has the provider make a token worthless that is not kept (RFC 7009). */
@FunctionalInterface
public interface TokenRevoker {
    /** Revokes nothing: the tokens end by themselves. */
    TokenRevoker NONE = (token, kept) -> {};

    /**
     * Revokes the refresh token, or the access token where there is none; unless one that is kept would end with it.
     *
     * @param kept the tokens that have to stay good
     * @throws GrantException when the provider refused or did not answer
     */
    void revoke(Token token, List<Token> kept) throws GrantException, InterruptedException;
}
