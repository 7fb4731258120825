package io.github.keytray;

/**
 * Finds out who a token belongs to.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UserFetcher {
    /**
     * Asks the provider who the token belongs to.
     *
     * @param token a token that was just issued
     * @return the person
     * @throws GrantException.Untrusted when the answers about the person contradict each other
     * @throws GrantException.Rejected when the provider does not accept the token
     * @throws GrantException.Unreachable when the provider does not answer
     */
    User fetchUser(Token token) throws GrantException, InterruptedException;

    /**
     * Asks the provider which user an access token belongs to, when it is not known whether the token is still valid.
     * Unlike {@link #fetchUser}, it always sends a request and does not take the ID token instead.
     *
     * @return the user
     * @throws GrantException.Rejected with {@code invalid_token} when the provider no longer accepts the access token; with
     *     any other error it has said nothing about it
     * @throws GrantException as {@link #fetchUser}
     */
    default User confirmUser(Token token) throws GrantException, InterruptedException {
        return fetchUser(token);
    }
}
