package io.github.keytray;

/**
 * A way to get a token (RFC 6749 §1.3). Grants are composed: one that holds another asks it only when it must.
 *
 * <p>A grant may block on the network, on the keychain or on the person; never call it on the event dispatch thread.
 * Every wait has a deadline and ends at once when the calling thread is interrupted.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Grant {
    /**
     * Gets a token.
     *
     * @param request what is wanted, and whether the person may be asked
     * @return a token for the request
     * @throws GrantException when there is none, with the reason and what to do about it
     * @throws InterruptedException when the attempt was ended from outside
     */
    Token fetchToken(TokenRequest request) throws GrantException, InterruptedException;
}
