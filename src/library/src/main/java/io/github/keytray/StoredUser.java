package io.github.keytray;

import org.jspecify.annotations.Nullable;

/**
 * A person and their token, as kept.
 *
 * @param user who signed in
 * @param token their token, or null: the person is known but must sign in again
 */
public record StoredUser(User user, @Nullable Token token) {

    /** The same person, known without a token. */
    public StoredUser withoutToken() {
        return new StoredUser(user, null);
    }
}
