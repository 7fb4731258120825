package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The accounts on this machine as the index holds them, by provider and client. */
record IndexedAccounts(List<IndexedUser> entries) {
    static final IndexedAccounts EMPTY = new IndexedAccounts(List.of());

    /** How entries of earlier builds name {@link UserStatus#STORED}, and therefore this one, too. */
    private static final String KEPT = "kept";

    /**
     * The list with the users of the roster as those of the account.
     *
     * @param used the {@code sub} of the user who uses the account on this day; null for none
     */
    IndexedAccounts with(
            Account account, Roster roster, @Nullable String used, @Nullable String application, Instant day) {
        List<IndexedUser> changed = new ArrayList<>();
        for (IndexedUser entry : entries) if (!isOf(account, entry)) changed.add(entry);
        String name = application != null ? application : application(account);
        for (IndexedUser now : entries(account, roster, name, day)) {
            Instant before = now.user().id().equals(used) ? null : lastUsed(account, now.user());
            changed.add(before == null ? now : now.lastUsed(before));
        }
        changed.sort(Order.INSTANCE);
        return new IndexedAccounts(List.copyOf(changed));
    }

    private static List<IndexedUser> entries(
            Account account, Roster roster, @Nullable String application, Instant day) {
        List<IndexedUser> entries = new ArrayList<>();
        for (StoredUser user : roster.users()) {
            boolean isDefault = roster.hasDefault() && entries.isEmpty();
            UserStatus status = isDefault ? UserStatus.DEFAULT : UserStatus.STORED;
            entries.add(new IndexedUser(account, user.user(), application, day, status));
        }
        for (User user : roster.declined()) {
            entries.add(new IndexedUser(account, user, application, day, UserStatus.DECLINED));
        }
        return entries;
    }

    private @Nullable String application(Account account) {
        for (IndexedUser entry : entries) {
            if (isOf(account, entry) && entry.application() != null) return entry.application();
        }
        return null;
    }

    private @Nullable Instant lastUsed(Account account, User user) {
        for (IndexedUser entry : entries) {
            if (isOf(account, entry) && entry.user().id().equals(user.id())) return entry.lastUsed();
        }
        return null;
    }

    // Compared by their parts, because the comparison of records is made by each process anew, which takes it long.

    private static boolean isOf(Account account, IndexedUser entry) {
        return entry.account().issuer().equals(account.issuer())
                && entry.account().clientId().equals(account.clientId());
    }

    /** Whether both lists say the same. */
    boolean isSame(IndexedAccounts other) {
        boolean same = entries.size() == other.entries.size();
        for (int i = 0; same && i < entries.size(); i++) same = isSame(entries.get(i), other.entries.get(i));
        return same;
    }

    private static boolean isSame(IndexedUser one, IndexedUser other) {
        return isOf(one.account(), other)
                && one.user().id().equals(other.user().id())
                && one.user().username().equals(other.user().username())
                && Objects.equals(one.application(), other.application())
                && one.lastUsed().equals(other.lastUsed())
                && one.status() == other.status();
    }

    String seal() {
        return EntryWriter.seal(this);
    }

    static IndexedAccounts open(String value) throws StoreUnavailable {
        Map<String, @Nullable Object> json = Envelope.open(value);
        try {
            List<IndexedUser> entries = new ArrayList<>();
            for (Object element : AccountEntry.list(json, "accounts")) entries.add(read(AccountEntry.object(element)));
            entries.sort(Order.INSTANCE);
            return new IndexedAccounts(List.copyOf(entries));
        } catch (RuntimeException e) {
            throw KeychainFailures.corrupt(e);
        }
    }

    /** The list, empty where it is damaged; one of a newer Keytray stays as it is. */
    static IndexedAccounts openOrEmpty(String value) throws StoreUnavailable {
        if (Envelope.isNewer(value)) throw KeychainFailures.newer();
        try {
            return open(value);
        } catch (StoreUnavailable damaged) {
            return EMPTY;
        }
    }

    private static IndexedUser read(Map<String, @Nullable Object> json) {
        return new IndexedUser(
                new Account(AccountEntry.required(json, "issuer"), AccountEntry.required(json, "client_id")),
                AccountEntry.readUser(AccountEntry.object(json.get("user"))),
                AccountEntry.optional(json, "application"),
                day(AccountEntry.required(json, "last_used")),
                status(AccountEntry.required(json, "standing")));
    }

    private static UserStatus status(String written) {
        return written.equals(KEPT) ? UserStatus.STORED : UserStatus.valueOf(written.toUpperCase(Locale.ROOT));
    }

    static String written(UserStatus status) {
        return status == UserStatus.STORED ? KEPT : status.name().toLowerCase(Locale.ROOT);
    }

    /** As {@link Instant#parse}, whose formats take long to load, where it is a day's start, which it is. */
    private static Instant day(String text) {
        if (text.length() != 20 || !text.endsWith("T00:00:00Z")) return Instant.parse(text);
        int year = Integer.parseInt(text, 0, 4, 10);
        int month = Integer.parseInt(text, 5, 7, 10);
        return Instant.ofEpochSecond(
                LocalDate.of(year, month, Integer.parseInt(text, 8, 10, 10)).toEpochDay() * 86_400);
    }

    /** By provider, client and status. */
    private enum Order implements Comparator<IndexedUser> {
        INSTANCE;

        @Override
        public int compare(IndexedUser one, IndexedUser other) {
            int order = one.account().issuer().compareTo(other.account().issuer());
            if (order == 0)
                order = one.account().clientId().compareTo(other.account().clientId());
            return order == 0 ? one.status().compareTo(other.status()) : order;
        }
    }
}
