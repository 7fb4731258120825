package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the default user of an account in the keychain, together with a confidential client's secret. What is put
 * outside {@link #exclusively} waits for those inside; what is read does not.
 *
 * <p>Safe for any thread but the event dispatch thread, and for any number of objects and processes on one account.
 */
public final class KeychainUserStore implements AccountStore {
    /** As long as others may take to renew a sign-in. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Keychain keychain;
    private final Account account;
    private final EntryName entry;
    private final AccountIndex index;
    private final @Nullable String clientSecret;

    public KeychainUserStore(Keychain keychain, Account account) {
        this(keychain, account, null);
    }

    private KeychainUserStore(Keychain keychain, Account account, @Nullable String clientSecret) {
        this.keychain = keychain;
        this.account = account;
        this.entry = EntryName.signIn(account);
        this.index = new AccountIndex(keychain);
        this.clientSecret = clientSecret;
    }

    /** A store that keeps this client secret beside the sign-ins it puts. Null: the one that is already there stays. */
    public KeychainUserStore withClientSecret(@Nullable String clientSecret) {
        return new KeychainUserStore(keychain, account, clientSecret);
    }

    /**
     * The client secret kept with the sign-in, if there is one.
     *
     * @throws StoreUnavailable as {@link #getDefaultUser}
     */
    public Optional<String> clientSecret() throws GrantException, InterruptedException {
        return read().map(SignIn::clientSecret);
    }

    @Override
    public Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException {
        return read().map(SignIn::user);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An entry that cannot be read is replaced; one that a newer Keytray wrote is left as it is, and the
     * call fails.
     */
    @Override
    public void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException {
        keychain.locks().exclusively(entry, PATIENCE, () -> {
            keychain.update(entry, old -> {
                if (old != null && Envelope.isNewer(old)) throw Problem.newer();
                return user == null ? null : new SignIn(user, secret(old)).seal();
            });
            index.note(account, user == null ? null : user.user());
            return entry;
        });
    }

    @Override
    public <T> T exclusively(Duration patience, Work<T> work) throws GrantException, InterruptedException {
        return keychain.locks().exclusively(entry, patience, work);
    }

    private Optional<SignIn> read() throws StoreUnavailable, InterruptedException {
        String value = keychain.get(entry).orElse(null);
        return value == null ? Optional.empty() : Optional.of(SignIn.open(value));
    }

    /** The client secret to write: one that this process does not know is kept. */
    private @Nullable String secret(@Nullable String old) {
        if (clientSecret != null || old == null) return clientSecret;
        try {
            return SignIn.open(old).clientSecret();
        } catch (StoreUnavailable unreadable) {
            return null;
        }
    }
}
