package io.github.keytray;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user and their token, as stored.
 *
 * @param user the user who signed in
 * @param token their token, or null when the user is known but must sign in again
 * @param ended whether the provider has refused to renew the sign-in. While the access token is still valid, a silent
 *     request returns it, and an interactive one asks the user to sign in
 * @since 0.1
 */
public record StoredUser(User user, @Nullable Token token, boolean ended) {

    /** A user whose sign-in has not ended, as far as is known. */
    public StoredUser(User user, @Nullable Token token) {
        this(user, token, false);
    }

    /** The same user without a token. */
    public StoredUser withoutToken() {
        return new StoredUser(user, null);
    }

    // Written out, because for a record's own Java makes code at the first call, by dozens of classes.
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof StoredUser stored
                && stored.ended == ended
                && stored.user.equals(user)
                && Objects.equals(stored.token, token);
    }

    @Override
    public final int hashCode() {
        return 31 * user.hashCode() + Objects.hashCode(token);
    }
}
