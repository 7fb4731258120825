package io.github.keytray;

import org.jspecify.annotations.Nullable;

/**
 * A user, as the provider knows them (OpenID Connect Core §2, {@code sub}).
 *
 * @param id the provider's {@code sub}: stable, never shown, never blank
 * @param username for display: a preferred username, an e-mail address or a name; never blank
 * @since 0.1
 */
public record User(String id, String username) {
    public User {
        if (id.isBlank()) throw new IllegalArgumentException("A user needs an id");
        if (username.isBlank()) throw new IllegalArgumentException("A user needs a username");
    }

    // Written out, because for a record's own Java makes code at the first call, by dozens of classes.
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof User user && user.id.equals(id) && user.username.equals(username);
    }

    @Override
    public final int hashCode() {
        return 31 * id.hashCode() + username.hashCode();
    }
}
