package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
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
    private final @Nullable String application;
    private volatile @Nullable User noted;

    public KeychainUserStore(Keychain keychain, Account account) {
        this(keychain, account, new AccountIndex(keychain), null, null);
    }

    KeychainUserStore(
            Keychain keychain,
            Account account,
            AccountIndex index,
            @Nullable String clientSecret,
            @Nullable String application) {
        this.keychain = keychain;
        this.account = account;
        this.entry = EntryName.signIn(account);
        this.index = index;
        this.clientSecret = clientSecret;
        this.application = application;
    }

    /** A store that keeps this client secret beside the sign-ins it puts. Null: the one that is already there stays. */
    public KeychainUserStore withClientSecret(@Nullable String clientSecret) {
        return new KeychainUserStore(keychain, account, index, clientSecret, application);
    }

    /** A store that has the account listed by this name, for people to read. Null: the one already listed stays. */
    public KeychainUserStore withApplicationName(@Nullable String application) {
        return new KeychainUserStore(keychain, account, index, clientSecret, application);
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
        Optional<StoredUser> stored = read().map(SignIn::user);
        stored.map(StoredUser::user).ifPresent(this::note);
        return stored;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An entry that cannot be read, be it damaged or written by a newer Keytray, is set aside under another name
     * when a user is put. Signing out deletes a damaged one and fails for a newer one, which it leaves alone.
     */
    @Override
    public void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException {
        keychain.unlock(entry, user != null);
        keychain.locks().exclusively(entry, PATIENCE, () -> {
            keychain.call(entries -> user == null ? delete(entries) : put(entries, user));
            if (user == null) index.noteNobody(account);
            else index.noteUse(account, user.user(), application);
            return entry;
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where the keychain is locked the person is asked to unlock it before, not while others have to wait.
     */
    @Override
    public <T> T exclusively(Duration patience, Work<T> work) throws GrantException, InterruptedException {
        keychain.unlock(entry, false);
        return keychain.locks().exclusively(entry, patience, work);
    }

    @Override
    public Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException {
        return keychain.locks().lease(entry, patience);
    }

    /** Once, and not while others have to wait. */
    private void note(User user) {
        if (user.equals(noted) || keychain.locks().areHeld()) return;
        noted = user;
        index.noteUse(account, user, application);
    }

    private Optional<SignIn> read() throws StoreUnavailable, InterruptedException {
        String value = keychain.get(entry).orElse(null);
        return value == null ? Optional.empty() : Optional.of(SignIn.open(value));
    }

    private EntryName put(Entries entries, StoredUser user) throws StoreUnavailable, InterruptedException {
        String old = entries.get(entry).orElse(null);
        SignIn readable = old == null ? null : readable(old);
        if (old != null && readable == null) setAside(entries, old);
        String value = new SignIn(user, secret(readable)).seal();
        if (!value.equals(old)) entries.put(entry, value);
        return entry;
    }

    private EntryName delete(Entries entries) throws StoreUnavailable, InterruptedException {
        String old = entries.get(entry).orElse(null);
        if (old != null && Envelope.isNewer(old)) throw Problem.newer();
        entries.delete(entry);
        String aside = entries.get(entry.aside()).orElse(null);
        if (aside != null && !Envelope.isNewer(aside)) entries.delete(entry.aside());
        return entry;
    }

    /** Keeps what cannot be read, for whoever can. What a newer Keytray wrote has the place before mere damage. */
    private void setAside(Entries entries, String old) throws StoreUnavailable, InterruptedException {
        boolean newer = Envelope.isNewer(old);
        boolean taken = entries.get(entry.aside()).filter(Envelope::isNewer).isPresent();
        if (taken && !newer) return;
        try {
            entries.put(entry.aside(), old);
        } catch (StoreUnavailable problem) {
            // Damage that cannot even be copied must not keep the person from signing in.
            if (newer) throw problem;
        }
    }

    private static @Nullable SignIn readable(String value) {
        try {
            return SignIn.open(value);
        } catch (StoreUnavailable unreadable) {
            return null;
        }
    }

    /** The client secret to write: one that this process does not know is kept. */
    private @Nullable String secret(@Nullable SignIn old) {
        return clientSecret != null || old == null ? clientSecret : old.clientSecret();
    }
}
