package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.User;
import io.github.keytray.internal.platform.DaemonThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The list of accounts on this machine, without secrets. {@link KeychainUserStore} updates it. The list is only an
 * index: when it is damaged or was not written, it is completed again as applications start.
 *
 * <p>Safe for any thread but the event dispatch thread.
 *
 * @since 0.1
 */
public final class AccountIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final EntryName NAME = EntryName.index();
    private static final String NOTING = "keytray-account-list";

    private final Keychain keychain;
    private final InstantSource clock;

    /** The list in this keychain. Opens nothing yet. */
    public AccountIndex(Keychain keychain) {
        this(keychain, InstantSource.system());
    }

    AccountIndex(Keychain keychain, InstantSource clock) {
        this.keychain = keychain;
        this.clock = clock;
    }

    /**
     * The users of the accounts on this machine, by provider and client; of each account the default user first.
     *
     * @throws StoreUnavailable when the keychain cannot be read, or with reason {@code CORRUPT} when the list is
     *     damaged; a sign-in repairs it
     */
    public List<Entry> entries() throws GrantException, InterruptedException {
        String value = keychain.get(NAME).orElse(null);
        return value == null ? List.of() : IndexedAccounts.open(value).entries();
    }

    /**
     * Records the stored users of the account and the day of its use, if they have changed. Never fails and never
     * prompts the user: nothing depends on it.
     *
     * @param used the {@code sub} of the user who uses it now; null for none
     * @param application the application's name for users; null leaves the recorded one
     * @param patience how long to wait until it is recorded; after that it goes on in the background, until the process
     *     ends
     */
    void note(Account account, Roster roster, @Nullable String used, @Nullable String application, Duration patience) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Thread thread = new DaemonThread(NOTING, new NoteTask(new Use(account, roster, used, application, today)));
        thread.start();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Use change) {
        try {
            Keychain unattended = keychain.unattended();
            String value = unattended.get(NAME).orElse(null);
            if (value == null ? !change.roster.isEmpty() : isNews(value, change)) change(unattended, change);
        } catch (GrantException | InterruptedException e) {
            // The next start takes note again.
        }
    }

    private static void change(Keychain keychain, Use change) throws GrantException, InterruptedException {
        keychain.locks()
                .exclusively(
                        NAME,
                        PATIENCE,
                        () -> keychain.call(entries -> {
                            String old = entries.get(NAME).orElse(null);
                            IndexedAccounts list =
                                    change.of(old == null ? IndexedAccounts.EMPTY : IndexedAccounts.openOrEmpty(old));
                            if (!list.entries().isEmpty()) {
                                String value = list.seal();
                                if (!value.equals(old)) entries.put(NAME, value);
                            } else if (old != null) {
                                clear(entries);
                            }
                            return NAME;
                        }));
    }

    private static boolean isNews(String value, Use change) throws StoreUnavailable {
        IndexedAccounts list = IndexedAccounts.openOrEmpty(value);
        return !change.of(list).isSame(list);
    }

    /** Where the person would have to confirm that it is deleted, an empty list stays. */
    private static void clear(ChunkedEntries entries) throws StoreUnavailable, InterruptedException {
        try {
            entries.delete(NAME);
        } catch (StoreUnavailable unconfirmed) {
            entries.put(NAME, IndexedAccounts.EMPTY.seal());
        }
    }

    /** Not lambdas: every start takes note. */
    private record Use(
            Account account,
            Roster roster,
            @Nullable String user,
            @Nullable String application,
            Instant day) {
        IndexedAccounts of(IndexedAccounts list) {
            return list.with(account, roster, user, application, day);
        }
    }

    private final class NoteTask implements Runnable {
        private final Use use;

        NoteTask(Use use) {
            this.use = use;
        }

        @Override
        public void run() {
            take(use);
        }
    }

    /**
     * A user of an account.
     *
     * @since 0.1
     */
    public static final class Entry {
        private final Account account;
        private final User user;
        private final @Nullable String application;
        private final Instant lastUsed;
        private final UserStatus status;

        Entry(Account account, User user, @Nullable String application, Instant lastUsed, UserStatus status) {
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

        Entry lastUsed(Instant day) {
            return new Entry(account, user, application, day, status);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry that
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
}
