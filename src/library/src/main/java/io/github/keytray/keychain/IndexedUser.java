package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.User;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user of an account on this machine, as {@link Keychain#indexedUsers()} lists them: without secrets.
 *
 * @since 0.1
 */
public final class IndexedUser {
    private final Account account;
    private final User user;
    private final @Nullable String application;
    private final Instant lastUsed;
    private final UserStatus status;

    IndexedUser(Account account, User user, @Nullable String application, Instant lastUsed, UserStatus status) {
        this.account = account;
        this.user = user;
        this.application = application;
        this.lastUsed = lastUsed;
        this.status = status;
    }

    /** The account that the user belongs to. */
    public Account account() {
        return account;
    }

    /** The user. */
    public User user() {
        return user;
    }

    /** The application's name for users, or null where it gave none. */
    public @Nullable String application() {
        return application;
    }

    /** The day they last used it, as its start in UTC. */
    public Instant lastUsed() {
        return lastUsed;
    }

    /** Whether the application signs this user in when it starts. */
    public boolean isDefault() {
        return status == UserStatus.DEFAULT;
    }

    /** Whether this user is not stored and does not want to be asked again. */
    public boolean isDeclined() {
        return status == UserStatus.DECLINED;
    }

    UserStatus status() {
        return status;
    }

    IndexedUser lastUsed(Instant day) {
        return new IndexedUser(account, user, application, day, status);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexedUser that
                && account.equals(that.account)
                && user.equals(that.user)
                && Objects.equals(application, that.application)
                && lastUsed.equals(that.lastUsed)
                && status == that.status;
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, user, lastUsed, status);
    }

    @Override
    public String toString() {
        return user + " of " + account + ", " + status;
    }
}
