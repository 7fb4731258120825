package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.internal.platform.DaemonThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of accounts on this machine, without secrets. {@link KeychainUserStore} updates it. The list is only an
 * index: when it is damaged or was not written, it is completed again as applications start.
 *
 * <p>Safe for any thread but the event dispatch thread.
 */
class AccountIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final EntryName NAME = EntryName.index();
    private static final String NOTING = "keytray-account-list";

    private final Keychain keychain;
    private final InstantSource clock;

    /** The list in this keychain. Opens nothing yet. */
    AccountIndex(Keychain keychain) {
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
    List<IndexedUser> entries() throws GrantException, InterruptedException {
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
            await(thread, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the task has ended or the time is over. A test needs no clock to replace it. */
    void await(Thread task, Duration patience) throws InterruptedException {
        task.join(patience.toMillis());
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
}
