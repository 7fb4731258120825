package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
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
     * The accounts with a stored sign-in, by provider and client.
     *
     * @throws StoreUnavailable when the keychain cannot tell, or with reason {@code CORRUPT} when the list cannot be
     *     read; signing in mends it
     */
    public List<Entry> entries() throws GrantException, InterruptedException {
        String value = keychain.get(NAME).orElse(null);
        return value == null ? List.of() : AccountList.open(value).entries();
    }

    /**
     * Takes note of who uses the account now, if that is news; to the day. Never fails: nothing depends on it.
     *
     * @param application what people call it; null leaves what is known
     */
    void noteUse(Account account, User user, @Nullable String application) {
        quietly(() -> {
            Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
            String value = keychain.get(NAME).orElse(null);
            if (value != null && !isUpdated(value, list -> list.used(account, user, application, today))) return;
            change(list -> list.used(account, user, application, today));
        });
    }

    /** Takes note that nobody is kept for the account any more. Never fails. */
    void noteNobody(Account account) {
        quietly(() -> change(list -> list.without(account)));
    }

    private void change(Change change) throws GrantException, InterruptedException {
        keychain.locks()
                .exclusively(
                        NAME,
                        PATIENCE,
                        () -> keychain.call(entries -> {
                            String old = entries.get(NAME).orElse(null);
                            AccountList list = change.of(old == null ? AccountList.EMPTY : AccountList.grownBack(old));
                            if (!list.entries().isEmpty()) {
                                String value = list.seal();
                                if (!value.equals(old)) entries.put(NAME, value);
                            } else if (old != null) {
                                entries.delete(NAME);
                            }
                            return NAME;
                        }));
    }

    private static boolean isUpdated(String value, Change change) throws StoreUnavailable {
        AccountList list = AccountList.grownBack(value);
        return !change.of(list).equals(list);
    }

    private static void quietly(Note note) {
        try {
            note.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (GrantException e) {
            // The next start takes note again.
        }
    }

    @FunctionalInterface
    private interface Note {
        void take() throws GrantException, InterruptedException;
    }

    @FunctionalInterface
    private interface Change {
        AccountList of(AccountList list);
    }

    /**
     * An account and who is stored for it.
     *
     * @param application what people call the application, or null where it did not say
     * @param lastUsed the day it was last used, as its start in UTC
     * @param isDefault whether the application signs this user in when it starts
     */
    public record Entry(
            Account account, User user, @Nullable String application, Instant lastUsed, boolean isDefault) {}
}
