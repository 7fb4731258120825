package io.github.keytray;

/** Finds out who a token belongs to. */
@FunctionalInterface
public interface UserFetcher {
    /**
     * Asks the provider who the token belongs to.
     *
     * @param token a token that was just issued, or one to check
     * @return the person
     * @throws GrantException.Untrusted when the answers about the person contradict each other
     * @throws GrantException.Rejected when the provider does not accept the token
     * @throws GrantException.Unreachable when the provider does not answer
     */
    User fetchUser(Token token) throws GrantException, InterruptedException;
}
