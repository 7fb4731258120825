package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores the users of an account in the keychain, in one entry, together with a confidential client's secret. A write
 * outside {@link #exclusively} waits for the account's lock; a read does not.
 *
 * <p>Safe for any thread but the event dispatch thread, and for any number of objects and processes on one account.
 *
 * @since 0.1
 */
public final class KeychainUserStore implements AccountStore {
    /** As long as another process may take for a refresh. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** The most that the list of accounts may hold up a token. */
    private static final Duration NOTE = Duration.ofMillis(100);

    /** The same after a sign-in or sign-out, because other programs find the users by the index. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private static final int MOST_TRIES = 3;

    private final Keychain keychain;
    private final Account account;
    private final AccountIndex index;
    private final @Nullable String clientSecret;
    private final @Nullable String resource;
    private final @Nullable String application;
    private final boolean isUse;
    private volatile @Nullable User noted;
    private volatile @Nullable AccountEntry known;
    private @Nullable EntryName name;

    /** A store for one account. Opens nothing yet. */
    public KeychainUserStore(Keychain keychain, Account account) {
        this(keychain, account, new AccountIndex(keychain), null, null, null, true);
    }

    KeychainUserStore(
            Keychain keychain,
            Account account,
            AccountIndex index,
            @Nullable String clientSecret,
            @Nullable String resource,
            @Nullable String application,
            boolean isUse) {
        this.keychain = keychain;
        this.account = account;
        this.index = index;
        this.clientSecret = clientSecret;
        this.resource = resource;
        this.application = application;
        this.isUse = isUse;
    }

    /** Made with the first use of the keychain: Java takes long to make the first digest of a process. */
    private EntryName entry() {
        EntryName entry = name;
        if (entry == null) name = entry = EntryName.signIn(account);
        return entry;
    }

    private NewestTokens newest() {
        return new NewestTokens(keychain.state(), entry());
    }

    /** A store that writes this client secret beside the sign-ins. With null, the stored secret stays. */
    public KeychainUserStore withClientSecret(@Nullable String clientSecret) {
        return new KeychainUserStore(keychain, account, index, clientSecret, resource, application, isUse);
    }

    /**
     * A store that writes beside the sign-ins the resource indicators of their tokens (RFC 8707), separated by spaces,
     * so that other programs refresh them for the same resources. With an empty string there are none; with null, the
     * stored ones stay.
     */
    public KeychainUserStore withResource(@Nullable String resource) {
        return new KeychainUserStore(keychain, account, index, clientSecret, resource, application, isUse);
    }

    /** A store that lists the account by this name for users. With null, the listed name stays. */
    public KeychainUserStore withApplicationName(@Nullable String application) {
        return new KeychainUserStore(keychain, account, index, clientSecret, resource, application, isUse);
    }

    /** A store for a program that refreshes sign-ins without using them: reading one does not count as its use. */
    public KeychainUserStore inBackground() {
        return new KeychainUserStore(keychain, account, index, clientSecret, resource, application, false);
    }

    /**
     * The client secret stored with the sign-in, if there is one.
     *
     * @throws StoreUnavailable as {@link #getDefaultUser}
     */
    public Optional<String> clientSecret() throws GrantException, InterruptedException {
        return read().map(AccountEntry::clientSecret);
    }

    /** The client secret as it was last read; empty before the first read. Does not block. */
    public Optional<String> knownClientSecret() {
        return Optional.ofNullable(known).map(AccountEntry::clientSecret);
    }

    /**
     * The resource indicators of the tokens (RFC 8707) as they were last read; empty where they are not known. Does not
     * block.
     */
    public Optional<String> knownResource() {
        return Optional.ofNullable(known).map(AccountEntry::resource);
    }

    @Override
    public Roster roster() throws GrantException, InterruptedException {
        AccountEntry read = read().orElse(null);
        return read == null ? Roster.EMPTY : newest().withoutSpent(read.roster());
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
     * when a user is put. Signing out deletes a damaged entry, and fails for a newer one, which stays.
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
        keychain.unlock(entry(), !change.apply(Roster.EMPTY).isEmpty());
        keychain.locks().exclusively(entry(), PATIENCE, () -> {
            keychain.takeBackCopies();
            Changed changed = changed(change, deletesDamage);
            index.note(account, changed.roster, null, application, changed.isNews ? NEWS : NOTE);
            return entry();
        });
    }

    /** Anew from what is stored by now, where a write that was given up before has arrived meanwhile. */
    private Changed changed(UnaryOperator<Roster> change, boolean deletesDamage)
            throws GrantException, InterruptedException {
        List<Roster> seen = new ArrayList<>();
        for (int tries = 1; ; tries++) {
            try {
                return keychain.call(entries -> change(entries, change, deletesDamage, seen));
            } catch (StoreUnavailable problem) {
                if (problem.reason() != Reason.BUSY || tries == MOST_TRIES) throw problem;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where the keychain is locked, the user is prompted to unlock it before the lock of the account is taken.
     */
    @Override
    public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
        keychain.unlock(entry(), false);
        return keychain.locks().exclusively(entry(), patience, work);
    }

    @Override
    public <T> T deleteExclusively(Duration patience, ExclusiveTask<T> work)
            throws GrantException, InterruptedException {
        keychain.unlock(entry(), false);
        return keychain.locks().deleteExclusively(entry(), patience, work);
    }

    @Override
    public Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException {
        return keychain.locks().lease(entry(), patience);
    }

    /** Noted once, and not while others have to wait. */
    private Optional<StoredUser> used(Roster roster, Optional<StoredUser> stored) {
        if (stored.isEmpty() || !isUse) return stored;
        User user = stored.get().user();
        if ((noted != null && user.equals(noted)) || keychain.locks().isHeldByThisThread()) return stored;
        noted = user;
        index.note(account, roster, user.id(), application, NOTE);
        return stored;
    }

    private Optional<AccountEntry> read() throws StoreUnavailable, InterruptedException {
        String value = keychain.get(entry()).orElse(null);
        AccountEntry read = value == null ? null : AccountEntry.open(value);
        // Without the sign-ins, which must not remain after a sign-out.
        known = read == null ? null : new AccountEntry(Roster.EMPTY, read.clientSecret(), read.resource());
        return Optional.ofNullable(read);
    }

    /** @param seen what was read before, at the earlier tries: what arrived since can also be older */
    private Changed change(
            ChunkedEntries entries, UnaryOperator<Roster> change, boolean deletesDamage, List<Roster> seen)
            throws StoreUnavailable, InterruptedException {
        String old = entries.get(entry()).orElse(null);
        AccountEntry readable = old == null ? null : readable(old);
        if (old != null
                && readable == null
                && !deletesDamage
                && change.apply(Roster.EMPTY).isEmpty()) {
            AccountEntry.open(old); // says why there is nothing to change
        }
        Roster before = readable == null ? Roster.EMPTY : readable.roster();
        for (Roster earlier : seen) before = AccountEntry.withNewerTokens(before, earlier);
        before = newest().withoutSpent(before);
        seen.add(before);
        Roster roster = change.apply(before);
        newest().write(roster);
        if (roster.isEmpty()) delete(entries, old);
        else put(entries, roster, old, readable);
        return new Changed(roster, !people(roster).equals(people(before)));
    }

    private static List<List<User>> people(Roster roster) {
        return List.of(roster.users().stream().map(StoredUser::user).toList(), roster.declined());
    }

    private void put(ChunkedEntries entries, Roster roster, @Nullable String old, @Nullable AccountEntry readable)
            throws StoreUnavailable, InterruptedException {
        if (old != null && readable == null) setAside(entries, old);
        boolean empty = roster.users().isEmpty();
        String value =
                new AccountEntry(roster, empty ? null : secret(readable), empty ? null : resource(readable)).seal();
        if (!value.equals(old)) entries.put(entry(), value);
    }

    private void delete(ChunkedEntries entries, @Nullable String old) throws StoreUnavailable, InterruptedException {
        if (old != null && Envelope.isNewer(old)) throw KeychainFailures.newer();
        entries.delete(entry());
        String aside = entries.get(entry().aside()).orElse(null);
        if (aside != null && !Envelope.isNewer(aside)) entries.delete(entry().aside());
    }

    /** Saves a copy of an unreadable entry. An entry of a newer Keytray is preferred to a damaged one. */
    private void setAside(ChunkedEntries entries, String old) throws StoreUnavailable, InterruptedException {
        boolean newer = Envelope.isNewer(old);
        boolean taken = entries.get(entry().aside()).filter(Envelope::isNewer).isPresent();
        if (taken && !newer) return;
        try {
            entries.put(entry().aside(), old);
        } catch (StoreUnavailable problem) {
            // A damaged entry that cannot be copied must not prevent a sign-in.
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

    private @Nullable String resource(@Nullable AccountEntry old) {
        String kept = resource != null || old == null ? resource : old.resource();
        return kept == null || kept.isBlank() ? null : kept;
    }

    /** The client secret to write; without one of its own, this process leaves the stored one. */
    private @Nullable String secret(@Nullable AccountEntry old) {
        return clientSecret != null || old == null ? clientSecret : old.clientSecret();
    }

    /**
     * The result of a change.
     *
     * @param isNews whether the set of stored users has changed
     */
    private record Changed(Roster roster, boolean isNews) {}
}
