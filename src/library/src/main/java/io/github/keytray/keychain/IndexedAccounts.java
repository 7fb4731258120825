package io.github.keytray.keychain;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The accounts on this machine as the index holds them, by provider and client. */
record IndexedAccounts(List<Entry> entries) {
    static final IndexedAccounts EMPTY = new IndexedAccounts(List.of());

    /** How entries of earlier builds name {@link UserStatus#STORED}, and therefore this one, too. */
    private static final String KEPT = "kept";

    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.account().issuer())
            .thenComparing(entry -> entry.account().clientId())
            .thenComparing(Entry::status);

    /**
     * The list with the users of the roster as those of the account.
     *
     * @param used the {@code sub} of the user who uses the account on this day; null for none
     */
    IndexedAccounts with(
            Account account, Roster roster, @Nullable String used, @Nullable String application, Instant day) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.removeIf(entry -> entry.account().equals(account));
        String name = application != null ? application : application(account);
        for (Entry now : entries(account, roster, name, day)) {
            Instant before = now.user().id().equals(used) ? null : lastUsed(account, now.user());
            changed.add(before == null ? now : now.lastUsed(before));
        }
        changed.sort(ORDER);
        return new IndexedAccounts(List.copyOf(changed));
    }

    private static List<Entry> entries(Account account, Roster roster, @Nullable String application, Instant day) {
        List<Entry> entries = new ArrayList<>();
        for (StoredUser user : roster.users()) {
            boolean isDefault = roster.hasDefault() && entries.isEmpty();
            UserStatus status = isDefault ? UserStatus.DEFAULT : UserStatus.STORED;
            entries.add(new Entry(account, user.user(), application, day, status));
        }
        for (User user : roster.declined()) {
            entries.add(new Entry(account, user, application, day, UserStatus.DECLINED));
        }
        return entries;
    }

    private @Nullable String application(Account account) {
        for (Entry entry : entries) {
            if (entry.account().equals(account) && entry.application() != null) return entry.application();
        }
        return null;
    }

    private @Nullable Instant lastUsed(Account account, User user) {
        for (Entry entry : entries) {
            if (entry.account().equals(account) && entry.user().id().equals(user.id())) return entry.lastUsed();
        }
        return null;
    }

    String seal() {
        JsonArray accounts = new JsonArray();
        for (Entry entry : entries) {
            JsonObject json = new JsonObject();
            json.addProperty("issuer", entry.account().issuer());
            json.addProperty("client_id", entry.account().clientId());
            if (entry.application() != null) json.addProperty("application", entry.application());
            json.add("user", AccountEntry.write(entry.user()));
            json.addProperty("last_used", entry.lastUsed().toString());
            json.addProperty(
                    "standing",
                    entry.status() == UserStatus.STORED
                            ? KEPT
                            : entry.status().name().toLowerCase(Locale.ROOT));
            accounts.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("accounts", accounts);
        return Envelope.seal(json);
    }

    static IndexedAccounts open(String value) throws StoreUnavailable {
        JsonObject json = Envelope.open(value);
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonElement element : json.getAsJsonArray("accounts")) entries.add(read(element.getAsJsonObject()));
            entries.sort(ORDER);
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

    private static Entry read(JsonObject json) {
        JsonElement application = json.get("application");
        return new Entry(
                new Account(
                        json.get("issuer").getAsString(), json.get("client_id").getAsString()),
                AccountEntry.readUser(json.getAsJsonObject("user")),
                application == null ? null : application.getAsString(),
                Instant.parse(json.get("last_used").getAsString()),
                status(json.get("standing").getAsString()));
    }

    private static UserStatus status(String written) {
        return written.equals(KEPT) ? UserStatus.STORED : UserStatus.valueOf(written.toUpperCase(Locale.ROOT));
    }
}
