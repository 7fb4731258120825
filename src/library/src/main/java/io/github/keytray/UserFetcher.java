package io.github.keytray;

/**
 * Finds the user whom a token belongs to.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UserFetcher {
    /**
     * Asks the provider which user the token belongs to. May block for a network request.
     *
     * @param token a token that was just issued
     * @return the user
     * @throws GrantException.Untrusted when ID token and userinfo contradict each other
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
