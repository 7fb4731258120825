package io.github.keytray;

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
}
