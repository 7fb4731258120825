package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the users of an account in the keychain, in one entry, together with a confidential client's secret. What is put
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
    private final boolean isUse;
    private volatile @Nullable User noted;

    public KeychainUserStore(Keychain keychain, Account account) {
        this(keychain, account, new AccountIndex(keychain), null, null, true);
    }

    KeychainUserStore(
            Keychain keychain,
            Account account,
            AccountIndex index,
            @Nullable String clientSecret,
            @Nullable String application,
            boolean isUse) {
        this.keychain = keychain;
        this.account = account;
        this.entry = EntryName.signIn(account);
        this.index = index;
        this.clientSecret = clientSecret;
        this.application = application;
        this.isUse = isUse;
    }

    /** A store that keeps this client secret beside the sign-ins it puts. Null: the one that is already there stays. */
    public KeychainUserStore withClientSecret(@Nullable String clientSecret) {
        return new KeychainUserStore(keychain, account, index, clientSecret, application, isUse);
    }

    /** A store that has the account listed by this name, for people to read. Null: the one already listed stays. */
    public KeychainUserStore withApplicationName(@Nullable String application) {
        return new KeychainUserStore(keychain, account, index, clientSecret, application, isUse);
    }

    /** A store for whoever looks after sign-ins without using them: reading one does not count as its use. */
    public KeychainUserStore inBackground() {
        return new KeychainUserStore(keychain, account, index, clientSecret, application, false);
    }

    /**
     * The client secret kept with the sign-in, if there is one.
     *
     * @throws StoreUnavailable as {@link #getDefaultUser}
     */
    public Optional<String> clientSecret() throws GrantException, InterruptedException {
        return read().map(AccountEntry::clientSecret);
    }

    @Override
    public Roster roster() throws GrantException, InterruptedException {
        return read().map(AccountEntry::roster).orElse(Roster.EMPTY);
    }

    @Override
    public Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException {
        Roster roster = roster();
        return used(roster, roster.defaultUser());
    }

    @Override
    public Optional<StoredUser> getUser(String sub) throws GrantException, InterruptedException {
        Roster roster = roster();
        return used(roster, roster.user(sub));
    }

    /**
     * {@inheritDoc}
     *
     * <p>An entry that cannot be read, be it damaged or written by a newer Keytray, is set aside under another name
     * when a user is put. Signing out deletes a damaged one and fails for a newer one, which it leaves alone.
     */
    @Override
    public void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException {
        change(roster -> roster.withDefault(user), user == null);
    }

    @Override
    public void change(UnaryOperator<Roster> change) throws GrantException, InterruptedException {
        change(change, false);
    }

    private void change(UnaryOperator<Roster> change, boolean deletesDamage)
            throws GrantException, InterruptedException {
        keychain.unlock(entry, !change.apply(Roster.EMPTY).isEmpty());
        keychain.locks().exclusively(entry, PATIENCE, () -> {
            Roster roster = keychain.call(entries -> change(entries, change, deletesDamage));
            index.note(account, roster, null, application);
            return roster;
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where the keychain is locked the person is asked to unlock it before, not while others have to wait.
     */
    @Override
    public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
        keychain.unlock(entry, false);
        return keychain.locks().exclusively(entry, patience, work);
    }

    @Override
    public <T> T deleteExclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
        keychain.unlock(entry, false);
        return keychain.locks().deleteExclusively(entry, patience, work);
    }

    @Override
    public Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException {
        return keychain.locks().lease(entry, patience);
    }

    /** Noted once, and not while others have to wait. */
    private Optional<StoredUser> used(Roster roster, Optional<StoredUser> stored) {
        if (stored.isEmpty() || !isUse) return stored;
        User user = stored.get().user();
        if (user.equals(noted) || keychain.locks().isHeldByThisThread()) return stored;
        noted = user;
        index.note(account, roster, user.id(), application);
        return stored;
    }

    private Optional<AccountEntry> read() throws StoreUnavailable, InterruptedException {
        String value = keychain.get(entry).orElse(null);
        return value == null ? Optional.empty() : Optional.of(AccountEntry.open(value));
    }

    private Roster change(ChunkedEntries entries, UnaryOperator<Roster> change, boolean deletesDamage)
            throws StoreUnavailable, InterruptedException {
        String old = entries.get(entry).orElse(null);
        AccountEntry readable = old == null ? null : readable(old);
        if (old != null
                && readable == null
                && !deletesDamage
                && change.apply(Roster.EMPTY).isEmpty()) {
            AccountEntry.open(old); // says why there is nothing to change
        }
        Roster roster = change.apply(readable == null ? Roster.EMPTY : readable.roster());
        if (roster.isEmpty()) delete(entries, old);
        else put(entries, roster, old, readable);
        return roster;
    }

    private void put(ChunkedEntries entries, Roster roster, @Nullable String old, @Nullable AccountEntry readable)
            throws StoreUnavailable, InterruptedException {
        if (old != null && readable == null) setAside(entries, old);
        String secret = roster.users().isEmpty() ? null : secret(readable);
        String value = new AccountEntry(roster, secret).seal();
        if (!value.equals(old)) entries.put(entry, value);
    }

    private void delete(ChunkedEntries entries, @Nullable String old) throws StoreUnavailable, InterruptedException {
        if (old != null && Envelope.isNewer(old)) throw KeychainFailures.newer();
        entries.delete(entry);
        String aside = entries.get(entry.aside()).orElse(null);
        if (aside != null && !Envelope.isNewer(aside)) entries.delete(entry.aside());
    }

    /** Keeps what cannot be read, for whoever can. What a newer Keytray wrote has the place before mere damage. */
    private void setAside(ChunkedEntries entries, String old) throws StoreUnavailable, InterruptedException {
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

    private static @Nullable AccountEntry readable(String value) {
        try {
            return AccountEntry.open(value);
        } catch (StoreUnavailable unreadable) {
            return null;
        }
    }

    /** The client secret to write: one that this process does not know is kept. */
    private @Nullable String secret(@Nullable AccountEntry old) {
        return clientSecret != null || old == null ? clientSecret : old.clientSecret();
    }
}
