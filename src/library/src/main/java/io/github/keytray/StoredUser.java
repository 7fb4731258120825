package io.github.keytray;

import org.jspecify.annotations.Nullable;

/**
 * A person and their token, as kept.
 *
 * @param user who signed in
 * @param token their token, or null: the person is known but must sign in again
 * @param ended whether the provider has ended the sign-in, although the token is valid for a while longer: nobody is
 *     asked before it is needed, and whoever can ask the person anyway does
 */
public record StoredUser(User user, @Nullable Token token, boolean ended) {

    /** A person whose sign-in has not ended, as far as is known. */
    public StoredUser(User user, @Nullable Token token) {
        this(user, token, false);
    }

    /** The same person, known without a token. */
    public StoredUser withoutToken() {
        return new StoredUser(user, null);
    }
}
