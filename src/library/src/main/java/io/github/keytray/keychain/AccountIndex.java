package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are kept on this machine; no secrets. Kept up to date by {@link KeychainUserStore}. It helps to list
 * them and is never the truth: damaged, or not written for once, it grows back as applications start.
 *
 * <p>Safe for any thread but the event dispatch thread.
 */
public final class AccountIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final EntryName NAME = EntryName.index();

    private final Keychain keychain;
    private final InstantSource clock;

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
     * @throws StoreUnavailable when the keychain cannot tell, or with reason {@code CORRUPT} when the list cannot be
     *     read; signing in mends it
     */
    public List<Entry> entries() throws GrantException, InterruptedException {
        String value = keychain.get(NAME).orElse(null);
        return value == null ? List.of() : IndexedAccounts.open(value).entries();
    }

    /**
     * Takes note of who is kept for the account, and of who uses it, to the day, if that is news. Never fails and never
     * asks the person: nothing depends on it.
     *
     * @param used the {@code sub} of who uses it now; null for nobody
     * @param application what people call it; null leaves what is known
     * @param patience how long to wait for it; it is taken nevertheless, unless the program ends before
     */
    void note(Account account, Roster roster, @Nullable String used, @Nullable String application, Duration patience) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Change change = list -> list.with(account, roster, used, application, today);
        Thread thread = new Thread(() -> take(change, roster.isEmpty()), "keytray-account-list");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Change change, boolean isOfNobody) {
        try {
            Keychain unattended = keychain.unattended();
            String value = unattended.get(NAME).orElse(null);
            if (value == null ? !isOfNobody : isNews(value, change)) change(unattended, change);
        } catch (GrantException | InterruptedException e) {
            // The next start takes note again.
        }
    }

    private static void change(Keychain keychain, Change change) throws GrantException, InterruptedException {
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

    private static boolean isNews(String value, Change change) throws StoreUnavailable {
        IndexedAccounts list = IndexedAccounts.openOrEmpty(value);
        return !change.of(list).equals(list);
    }

    /** Where the person would have to confirm that it is deleted, an empty list stays. */
    private static void clear(ChunkedEntries entries) throws StoreUnavailable, InterruptedException {
        try {
            entries.delete(NAME);
        } catch (StoreUnavailable unconfirmed) {
            entries.put(NAME, IndexedAccounts.EMPTY.seal());
        }
    }

    @FunctionalInterface
    private interface Change {
        IndexedAccounts of(IndexedAccounts list);
    }

    /**
     * A user of an account.
     *
     * @param application what people call the application, or null where it did not say
     * @param lastUsed the day they last used it, as its start in UTC
     * @param standing how the account keeps them
     */
    public record Entry(
            Account account, User user, @Nullable String application, Instant lastUsed, UserStatus standing) {

        Entry lastUsed(Instant day) {
            return new Entry(account, user, application, day, standing);
        }

        /** Whether the application signs this user in when it starts. */
        public boolean isDefault() {
            return standing == UserStatus.DEFAULT;
        }

        /** Whether this user is not kept, and nobody asks any more whether to. */
        public boolean isDeclined() {
            return standing == UserStatus.DECLINED;
        }
    }

    /** How an account keeps a user. */
    public enum UserStatus {
        /** Signed in when the application starts. */
        DEFAULT,
        /** Signed in when the person chooses them. */
        KEPT,
        /** Not kept: the person does not want it, nor to be asked again. */
        DECLINED
    }
}
